import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { parseRef } from '@callboard/plugin-callboard-react';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useWorkProject } from '../data/useWorkProject';
import { useEstimateText } from '../badges/useEstimateText';
import { FieldMenu } from '../pickers/FieldMenu';
import type { ItemField, ItemFieldValues } from '../pickers/ItemField';
import { useFieldOptions } from '../pickers/useFieldOptions';
import { callboardWorkTranslationRef } from '../translation';
import { findInitialState } from './findInitialState';
import type { NewItemFieldsProps } from './NewItemFieldsProps';

/** A field of a new item: its value, and the menu of its values. */
export function NewItemField(props: NewItemFieldsProps & { field: ItemField }) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { field, values, onChange } = props;
  const { states } = useWorkProject();
  const options = useFieldOptions();
  const estimateText = useEstimateText();
  const [anchor, setAnchor] = useState<Element | null>(null);
  const current: ItemFieldValues = {
    state_id: values.state_id ?? findInitialState(states)?.id ?? null,
    priority: values.priority ?? 'none',
    assignees: values.assignees ?? [],
    labels: values.labels ?? [],
    estimate_points: values.estimate_points ?? null,
    estimate_time: values.estimate_time ?? null,
    cycle_id: values.cycle_id ?? null,
    module_id: values.module_id ?? null,
  };
  const chosen: Record<Exclude<ItemField, 'estimate'>, string[]> = {
    state: current.state_id ? [current.state_id] : [],
    priority: current.priority ? [current.priority] : [],
    assignees: current.assignees,
    labels: current.labels,
    cycle: current.cycle_id ? [current.cycle_id] : [],
    module: current.module_id ? [current.module_id] : [],
  };
  const text =
    field === 'estimate'
      ? estimateText(current)
      : chosen[field]
          .map(
            value =>
              options[field].find(option => option.value === value)?.label ??
              parseRef(value)?.name ??
              value,
          )
          .join(', ');
  return (
    <>
      <Button
        size="small"
        variant="outlined"
        color="inherit"
        aria-haspopup="dialog"
        onClick={event => setAnchor(event.currentTarget)}
        sx={{ fontWeight: 400, borderColor: 'divider' }}
      >
        {t('filters.value', {
          name: t(`field.${field}`),
          value: text || t(`none.${field}`),
        })}
      </Button>
      {anchor && (
        <FieldMenu
          field={field}
          anchor={anchor}
          values={current}
          onChange={onChange}
          onClose={() => setAnchor(null)}
        />
      )}
    </>
  );
}
