import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { MAX_DEPARTMENT_LEVEL } from '@callboard/plugin-callboard-common';
import { useController, type Control } from 'react-hook-form';
import { DepartmentPicker } from '../../staff/shared/DepartmentPicker';
import { useDepartments } from '../DepartmentsContext';
import { callboardDepartmentsTranslationRef } from '../translation';
import type { DepartmentFormValues } from './DepartmentFormValues';
import { useFieldErrorText } from './useFieldErrorText';

/** The parent of a new department; empty for the top level. */
export function ParentField(props: { control: Control<DepartmentFormValues> }) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { index, workspace } = useDepartments();
  const { field, fieldState } = useController({
    control: props.control,
    name: 'parent_id',
  });
  const problem = useFieldErrorText('parent_id', fieldState.error);
  const isTooDeep = (id: string) =>
    (index.entries.get(id)?.path.length ?? 0) >= MAX_DEPARTMENT_LEVEL;
  return (
    <DepartmentPicker
      workspace={workspace.slug}
      label={t('field.parent')}
      value={field.value || undefined}
      onChange={id => field.onChange(id ?? '')}
      onBlur={field.onBlur}
      inputRef={field.ref}
      findProblem={id => (isTooDeep(id) ? t('move.problem.deep') : undefined)}
      error={problem !== undefined}
      helperText={problem ?? t('hint.parent')}
    />
  );
}
