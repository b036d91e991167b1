import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useId } from 'react';

/** A choice of a few display options, in a menu. */
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
