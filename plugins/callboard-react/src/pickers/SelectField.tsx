import MenuItem from '@mui/material/MenuItem';
import TextField, { type TextFieldProps } from '@mui/material/TextField';
import type { ReactNode } from 'react';

/** Shows the label of the selected option even if the option's value is ''. */
const emptyValueProps = {
  SelectProps: { displayEmpty: true },
  InputLabelProps: { shrink: true },
};

/** Selects one of a few options. An option '' stands for none or any. @internal */
export function SelectField<Value extends string | number>({
  options,
  onChange,
  ...field
}: Pick<
  TextFieldProps,
  | 'disabled'
  | 'error'
  | 'fullWidth'
  | 'helperText'
  | 'inputRef'
  | 'name'
  | 'onBlur'
  | 'size'
  | 'sx'
> & {
  label: string;
  value: Value;
  options: ReadonlyArray<{ value: Value; label?: ReactNode }>;
  onChange: (value: Value) => void;
}) {
  return (
    <TextField
      size="small"
      {...field}
      {...(options.some(({ value }) => value === '') ? emptyValueProps : {})}
      select
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
