import { useTranslationRef } from '@backstage/frontend-plugin-api';
import TextField from '@mui/material/TextField';
import { useController, type Control } from 'react-hook-form';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import type { StaffFormValues } from './StaffFormValues';
import { useFieldProblem } from './useFieldProblem';

type TextName =
  | 'staff_id'
  | 'first_name'
  | 'last_name'
  | 'email'
  | 'position'
  | 'job_grade'
  | 'phone'
  | 'notes';

/** A text field of the staff form. */
export function StaffTextField(props: {
  control: Control<StaffFormValues>;
  name: TextName;
  required?: boolean;
  /** Whether only admins and the person see its value. */
  isPrivate?: boolean;
  rows?: number;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { field, fieldState } = useController({
    control: props.control,
    name: props.name,
  });
  const problem = useFieldProblem(props.name, fieldState.error);
  return (
    <TextField
      fullWidth
      size="small"
      autoComplete="off"
      type={props.name === 'email' ? 'email' : 'text'}
      required={props.required}
      multiline={props.rows !== undefined}
      minRows={props.rows}
      label={t(`field.${props.name}`)}
      name={field.name}
      inputRef={field.ref}
      value={field.value}
      onChange={field.onChange}
      onBlur={field.onBlur}
      error={problem !== undefined}
      helperText={problem ?? (props.isPrivate ? t('hint.private') : undefined)}
    />
  );
}
