import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  newDepartment,
  type NewDepartment,
} from '@callboard/plugin-callboard-common';
import {
  FormDialog,
  useCallboardClient,
  useToast,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import { useMutation } from '@tanstack/react-query';
import { useForm, type Control } from 'react-hook-form';
import { useFieldErrors } from '../../../data/useFieldErrors';
import { useDepartmentProblem } from '../data/useDepartmentProblem';
import { useRefreshOrganisation } from '../../shared/useRefreshOrganisation';
import { useDepartments } from '../DepartmentsContext';
import { callboardDepartmentsTranslationRef } from '../translation';
import { DepartmentFields } from './DepartmentFields';
import { createDepartmentFormResolver } from './createDepartmentFormResolver';
import {
  departmentFields,
  toDepartmentFormValues,
  type DepartmentFormValues,
} from './DepartmentFormValues';

const resolver = createDepartmentFormResolver(newDepartment);

/** A dialog that creates a department. */
export function CreateDepartmentDialog(props: {
  parentId: string | null;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { workspace, url } = useDepartments();
  const { slug } = workspace;
  const client = useCallboardClient();
  const notify = useToast();
  const refresh = useRefreshOrganisation();
  const getProblem = useDepartmentProblem();
  const form = useForm<DepartmentFormValues, unknown, NewDepartment>({
    resolver,
    mode: 'onTouched',
    defaultValues: toDepartmentFormValues({ parent_id: props.parentId }),
  });
  const { errors } = form.formState;
  const showFieldErrors = useFieldErrors(form.setError, departmentFields);
  const creation = useMutation({
    mutationFn: (body: NewDepartment) =>
      client.call(endpoints.createDepartment, { params: { slug }, body }),
    onSuccess: async ({ id, name }) => {
      notify({ title: t('create.done', { name }), status: 'success' });
      // The pane can only show it once the tree contains it.
      await refresh();
      url.select(id);
      props.onClose();
    },
    onError: error => {
      if (!showFieldErrors(error)) {
        form.setError('root', { message: getProblem(error) });
      }
    },
  });
  return (
    <FormDialog
      title={t('create.title')}
      submitLabel={t('create.submit')}
      isBusy={creation.isPending}
      onSubmit={form.handleSubmit(values => creation.mutate(values))}
      onClose={props.onClose}
    >
      {errors.root && (
        <Alert severity="error" sx={{ mb: 2 }}>
          {t('create.failed')} {errors.root.message}
        </Alert>
      )}
      <DepartmentFields
        withParent
        control={form.control as unknown as Control<DepartmentFormValues>}
      />
    </FormDialog>
  );
}
