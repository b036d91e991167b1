import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type Department,
  departmentPatch,
  endpoints,
  type DepartmentPatch,
} from '@callboard/plugin-callboard-common';
import { FormDialog, useToast } from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { useForm } from 'react-hook-form';
import {
  EditProblem,
  useFieldErrors,
  useEditForm,
} from '../../../shared/resourceForms';
import { organisationEndpoints } from '../../useRefreshOrganisation';
import {
  useDepartmentErrorFormatter,
  departmentFields,
  toDepartmentFormValues,
  type DepartmentFormValues,
  createDepartmentFormResolver,
} from './DepartmentFormValues';
import { useDepartments } from '../DepartmentsContext';
import { callboardDepartmentsTranslationRef } from '../translation';
import { DepartmentFields } from './DepartmentFields';

const resolver = createDepartmentFormResolver(departmentPatch);

/** Edits a department, except for its parent. */
export function EditDepartmentDialog(props: {
  department: Department;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { department, onClose } = props;
  const { slug } = useDepartments().workspace;
  const showToast = useToast();
  const formatError = useDepartmentErrorFormatter();
  const form = useForm<DepartmentFormValues, unknown, DepartmentPatch>({
    resolver,
    mode: 'onTouched',
    defaultValues: toDepartmentFormValues(department),
  });
  const edit = useEditForm({
    form,
    resource: department,
    toFormValues: toDepartmentFormValues,
    read: endpoints.getDepartment,
    update: endpoints.updateDepartment,
    params: { slug, id: department.id },
    invalidates: organisationEndpoints,
    showFieldErrors: useFieldErrors(form.setError, departmentFields),
    onSaved: ({ name }) => {
      showToast({ title: t('edit.done', { name }), status: 'success' });
      onClose();
    },
    // The clicked button of `EditProblem` is unmounted and loses the focus.
    onReloaded: () => form.setFocus('name'),
  });
  const { manager_ref, manager_name } = department;
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
          formatError={error => `${t('edit.failed')} ${formatError(error)}`}
        />
        <DepartmentFields
          control={edit.control}
          manager={
            manager_ref
              ? { user_ref: manager_ref, name: manager_name ?? manager_ref }
              : undefined
          }
        />
      </Stack>
    </FormDialog>
  );
}
