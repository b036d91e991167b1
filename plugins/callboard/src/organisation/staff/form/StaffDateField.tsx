import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DateField } from '@callboard/plugin-callboard-react';
import { useController, type Control } from 'react-hook-form';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import type { StaffFormValues } from './StaffFormValues';
import { useFieldProblem } from './useFieldProblem';

/** A date field of the staff form. */
export function StaffDateField(props: {
  control: Control<StaffFormValues>;
  name: 'date_of_joining' | 'date_of_leaving';
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { field, fieldState } = useController(props);
  const problem = useFieldProblem(props.name, fieldState.error);
  return (
    <DateField
      label={t(`field.${props.name}`)}
      name={field.name}
      inputRef={field.ref}
      value={field.value}
      onChange={field.onChange}
      onBlur={field.onBlur}
      error={problem !== undefined}
      helperText={problem}
    />
  );
}
