import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useController, type Control } from 'react-hook-form';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { DepartmentPicker } from '../shared/DepartmentPicker';
import type { StaffFormValues } from './StaffFormValues';
import { useFieldProblem } from './useFieldProblem';

/** The initial department of a person. */
export function StaffDepartmentField(props: {
  control: Control<StaffFormValues>;
  workspace: string;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { field, fieldState } = useController({
    control: props.control,
    name: 'department_id',
  });
  const problem = useFieldProblem('department_id', fieldState.error);
  return (
    <DepartmentPicker
      workspace={props.workspace}
      label={t('field.department_id')}
      value={field.value || undefined}
      onChange={id => field.onChange(id ?? '')}
      inputRef={field.ref}
      onBlur={field.onBlur}
      error={problem !== undefined}
      helperText={problem}
    />
  );
}
