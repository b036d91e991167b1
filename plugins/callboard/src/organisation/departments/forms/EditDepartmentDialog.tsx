import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type Department,
  departmentPatch,
  endpoints,
  type DepartmentPatch,
} from '@callboard/plugin-callboard-common';
import {
  FormDialog,
  useToast,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { useForm } from 'react-hook-form';
import { EditProblem } from '../../../data/EditProblem';
import { useEditForm, type EditForm } from '../../../data/useEditForm';
import { useFieldErrors } from '../../../data/useFieldErrors';
import { useRefreshOrganisation } from '../../shared/useRefreshOrganisation';
import { useDepartmentProblem } from '../data/useDepartmentProblem';
import { useDepartments } from '../DepartmentsContext';
import { callboardDepartmentsTranslationRef } from '../translation';
import { DepartmentFields } from './DepartmentFields';
import {
  departmentFields,
  toDepartmentFormValues,
  type DepartmentFormValues,
} from './DepartmentFormValues';
import { createDepartmentFormResolver } from './createDepartmentFormResolver';

const resolver = createDepartmentFormResolver(departmentPatch);

/** Edits a department. */
function useEditDepartment(
  slug: string,
  department: Department,
  onSaved: (department: Department) => void,
): EditForm<DepartmentFormValues> {
  const client = useCallboardClient();
  const params = { slug, id: department.id };
  const form = useForm<DepartmentFormValues, unknown, DepartmentPatch>({
    resolver,
    mode: 'onTouched',
    defaultValues: toDepartmentFormValues(department),
  });
  return useEditForm({
    form,
    resource: department,
    toFormValues: toDepartmentFormValues,
    read: () => client.call(endpoints.getDepartment, { params }),
    update: (body, headers) =>
      client.call(endpoints.updateDepartment, { params, body, headers }),
    showFieldErrors: useFieldErrors(form.setError, departmentFields),
    refresh: useRefreshOrganisation(),
    onSaved,
    // The clicked button has been unmounted.
    onRebased: () => form.setFocus('name'),
  });
}

/** Edits a department, except for its parent. */
export function EditDepartmentDialog(props: {
  department: Department;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { department, onClose } = props;
  const { slug } = useDepartments().workspace;
  const notify = useToast();
  const getProblem = useDepartmentProblem();
  const edit = useEditDepartment(slug, department, ({ name }) => {
    notify({ title: t('edit.done', { name }), status: 'success' });
    onClose();
  });
  const { manager_ref: ref, manager_name: name } = department;
  return (
    <FormDialog
      title={t('edit.title', { name: department.name })}
      submitLabel={t('edit.submit')}
      isBlocked={!edit.isDirty || edit.isConflict}
      isBusy={edit.isBusy}
      onSubmit={edit.save}
      onClose={onClose}
    >
      <Stack spacing={2}>
        <EditProblem
          edit={edit}
          conflict={t('edit.conflict')}
          rebaseLabel={t('edit.rebase')}
          formatError={error => `${t('edit.failed')} ${getProblem(error)}`}
        />
        <DepartmentFields
          control={edit.control}
          manager={ref ? { user_ref: ref, name: name ?? ref } : undefined}
        />
      </Stack>
    </FormDialog>
  );
}
