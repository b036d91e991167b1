import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useId } from 'react';
import { callboardTimeTranslationRef } from '../translation';
import type { Billable, WorklogDraft } from './useEntryDraft';

/** The activity type of a worklog, and whether it is billable. */
export function EntryChoices(props: {
  activityTypes: readonly string[];
  draft: Pick<WorklogDraft, 'activityType' | 'billable'>;
  isNew: boolean;
  onChange: (
    patch: Partial<Pick<WorklogDraft, 'activityType' | 'billable'>>,
  ) => void;
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { draft, activityTypes, onChange } = props;
  const id = useId();
  const { activityType } = draft;
  // A type that the workspace has removed stays selectable for existing worklogs.
  const types =
    activityType && !activityTypes.includes(activityType)
      ? [activityType, ...activityTypes]
      : activityTypes;
  const billables: Billable[] = props.isNew
    ? ['project', 'yes', 'no']
    : ['yes', 'no'];
  return (
    <Box
      sx={{ display: 'grid', gap: 2, gridTemplateColumns: { sm: '1fr 1fr' } }}
    >
      <TextField
        select
        size="small"
        id={`${id}-type`}
        label={t('entry.activityType')}
        value={activityType}
        onChange={event => onChange({ activityType: event.target.value })}
        InputLabelProps={{ shrink: true }}
        SelectProps={{ displayEmpty: true }}
      >
        <MenuItem value="">{t('entry.noActivityType')}</MenuItem>
        {types.map(type => (
          <MenuItem key={type} value={type}>
            {type}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        size="small"
        id={`${id}-billable`}
        label={t('entry.billable')}
        value={draft.billable}
        onChange={event =>
          onChange({ billable: event.target.value as Billable })
        }
      >
        {billables.map(value => (
          <MenuItem key={value} value={value}>
            {t(`entry.billables.${value}`)}
          </MenuItem>
        ))}
      </TextField>
    </Box>
  );
}
