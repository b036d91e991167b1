import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type Department,
  departmentPatch,
  type DepartmentPatch,
  endpoints,
  newDepartment,
  type NewDepartment,
} from '@callboard/plugin-callboard-common';
import {
  FormDialog,
  useEndpointMutation,
  useIsMounted,
  useToast,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { type Control, useForm } from 'react-hook-form';
import {
  EditProblem,
  useEditForm,
  useFieldErrors,
} from '../../../shared/resourceForms';
import { organisationEndpoints } from '../../useRefreshOrganisation';
import { useDepartments } from '../DepartmentsContext';
import { callboardDepartmentsTranslationRef } from '../translation';
import { DepartmentFields } from './DepartmentFields';
import {
  createDepartmentFormResolver,
  departmentFields,
  type DepartmentFormValues,
  toDepartmentFormValues,
  useDepartmentErrorFormatter,
} from './DepartmentFormValues';

const newDepartmentResolver = createDepartmentFormResolver(newDepartment);

export function CreateDepartmentDialog(props: {
  parentId: string | null;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { workspace, urlState } = useDepartments();
  const { slug } = workspace;
  const isMounted = useIsMounted();
  const formatError = useDepartmentErrorFormatter();
  const form = useForm<DepartmentFormValues, unknown, NewDepartment>({
    resolver: newDepartmentResolver,
    mode: 'onTouched',
    defaultValues: toDepartmentFormValues({ parent_id: props.parentId }),
  });
  const { errors } = form.formState;
  const showFieldErrors = useFieldErrors(form.setError, departmentFields);
  const creation = useEndpointMutation(endpoints.createDepartment, {
    toRequest: (body: NewDepartment) => ({ params: { slug }, body }),
    invalidates: organisationEndpoints,
    toSuccessTitle: ({ name }) => t('create.done', { name }),
    onSuccess: async ({ id }, _body, refreshed) => {
      // The pane can show the new department only once the reloaded tree contains it.
      await refreshed;
      if (isMounted.current) {
        urlState.select(id);
        props.onClose();
      }
    },
    onError: error => {
      if (!showFieldErrors(error)) {
        form.setError('root', { message: formatError(error) });
      }
    },
  });
  return (
    <FormDialog
      title={t('create.title')}
      submitLabel={t('create.submit')}
      failure={errors.root && `${t('create.failed')} ${errors.root.message}`}
      isBusy={creation.isPending}
      onSubmit={form.handleSubmit(values => creation.mutate(values))}
      onClose={props.onClose}
    >
      <DepartmentFields
        withParent
        control={form.control as unknown as Control<DepartmentFormValues>}
      />
    </FormDialog>
  );
}

const patchResolver = createDepartmentFormResolver(departmentPatch);

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
    resolver: patchResolver,
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
