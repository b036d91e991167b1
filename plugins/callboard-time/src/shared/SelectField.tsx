import MenuItem from '@mui/material/MenuItem';
import TextField, { type TextFieldProps } from '@mui/material/TextField';
import { useId } from 'react';

/** A field that selects one of a few options. */
export function SelectField<Value extends string | number>({
  options,
  onChange,
  ...props
}: Pick<
  TextFieldProps,
  | 'disabled'
  | 'helperText'
  | 'InputLabelProps'
  | 'inputRef'
  | 'SelectProps'
  | 'sx'
> & {
  label: string;
  value: Value;
  options: ReadonlyArray<{ value: Value; label?: string }>;
  onChange: (value: Value) => void;
}) {
  return (
    <TextField
      {...props}
      select
      size="small"
      id={useId()}
      onChange={event => onChange(event.target.value as Value)}
    >
      {options.map(({ value, label = value }) => (
        <MenuItem key={value} value={value}>
          {label}
        </MenuItem>
      ))}
    </TextField>
  );
}
