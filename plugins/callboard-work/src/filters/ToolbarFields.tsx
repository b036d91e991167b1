import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useId } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ToggleButton from '@mui/material/ToggleButton';
import { callboardWorkTranslationRef } from '../translation';

/** A select field for one of a few display options. */
export function SelectField<Value extends string>(props: {
  label: string;
  value: Value;
  options: ReadonlyArray<{ value: Value; label: string }>;
  onChange: (value: Value) => void;
}) {
  return (
    <TextField
      select
      size="small"
      id={useId()}
      label={props.label}
      value={props.value}
      onChange={event => props.onChange(event.target.value as Value)}
      sx={{ minWidth: 128 }}
    >
      {props.options.map(({ value, label }) => (
        <MenuItem key={value} value={value}>
          {label}
        </MenuItem>
      ))}
    </TextField>
  );
}

/** A toggle that hides completed and cancelled items. */
export function OpenOnlyToggle(props: {
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { isOn, onChange } = props;
  return (
    <ToggleButton
      size="small"
      value="open"
      selected={isOn}
      onChange={() => onChange(!isOn)}
      sx={{ textTransform: 'none', minHeight: 37, px: 1.25, py: 0 }}
    >
      {t('filters.openOnly')}
    </ToggleButton>
  );
}
