import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ArrowDropDownIcon from '@mui/icons-material/ArrowDropDown';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { PickMenu } from '../pick/PickMenu';
import type { PickOption } from '../pick/PickOption';
import { callboardWorkTranslationRef } from '../translation';

/** One filter: what it is set to, and the menu of its values. */
export function FilterButton(props: {
  name: string;
  options: readonly PickOption[];
  values: readonly string[];
  onChange: (values: readonly string[]) => void;
  fullWidth?: boolean;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const [anchor, setAnchor] = useState<Element | null>(null);
  const { name, options, values } = props;
  let text = name;
  if (values.length === 1) {
    const label = options.find(({ value }) => value === values[0])?.label;
    text = t('filters.value', { name, value: label ?? values[0] });
  } else if (values.length > 1) {
    text = t('filters.many', { name, number: String(values.length) });
  }
  return (
    <>
      <Button
        size="small"
        fullWidth={props.fullWidth}
        variant="outlined"
        color={values.length > 0 ? 'primary' : 'inherit'}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        endIcon={<ArrowDropDownIcon />}
        onClick={event => setAnchor(event.currentTarget)}
        sx={{
          minHeight: 37,
          maxWidth: props.fullWidth ? undefined : 260,
          fontWeight: 400,
          borderColor: values.length > 0 ? undefined : 'divider',
          whiteSpace: 'nowrap',
          overflow: 'hidden',
          justifyContent: 'space-between',
        }}
      >
        <span style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
          {text}
        </span>
      </Button>
      {anchor && (
        <PickMenu
          multiple
          label={name}
          anchor={anchor}
          options={options}
          selected={values}
          onPick={value =>
            props.onChange(
              values.includes(value)
                ? values.filter(other => other !== value)
                : [...values, value],
            )
          }
          onClose={() => setAnchor(null)}
        />
      )}
    </>
  );
}
