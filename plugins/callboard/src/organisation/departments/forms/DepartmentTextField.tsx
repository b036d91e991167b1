import TextField, { type TextFieldProps } from '@mui/material/TextField';
import { useController, type Control } from 'react-hook-form';
import type { DepartmentFormValues } from './DepartmentFormValues';
import { useFieldErrorText } from './useFieldErrorText';

/** A text field of the department form. */
export function DepartmentTextField(
  props: {
    control: Control<DepartmentFormValues>;
    name: 'name' | 'code' | 'short_name' | 'dept_code' | 'description';
    /** Formats the typed text before it is stored. */
    format?: (text: string) => string;
  } & Pick<
    TextFieldProps,
    'label' | 'required' | 'multiline' | 'minRows' | 'helperText' | 'inputProps'
  >,
) {
  const { control, name, format, helperText, ...others } = props;
  const { field, fieldState } = useController({ control, name });
  const problem = useFieldErrorText(name, fieldState.error);
  return (
    <TextField
      {...others}
      fullWidth
      size="small"
      autoComplete="off"
      name={name}
      inputRef={field.ref}
      value={field.value}
      onChange={event =>
        field.onChange(format ? format(event.target.value) : event)
      }
      onBlur={field.onBlur}
      error={problem !== undefined}
      helperText={problem ?? helperText}
    />
  );
}
