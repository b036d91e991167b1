import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  newDepartment,
  type NewDepartment,
} from '@callboard/plugin-callboard-common';
import {
  FormDialog,
  useEndpointMutation,
} from '@callboard/plugin-callboard-react';
import { useForm, type Control } from 'react-hook-form';
import { useFieldErrors } from '../../../shared/resourceForms';
import {
  useDepartmentErrorFormatter,
  departmentFields,
  toDepartmentFormValues,
  type DepartmentFormValues,
  createDepartmentFormResolver,
} from './DepartmentFormValues';
import { organisationEndpoints } from '../../useRefreshOrganisation';
import { useDepartments } from '../DepartmentsContext';
import { callboardDepartmentsTranslationRef } from '../translation';
import { DepartmentFields } from './DepartmentFields';

const resolver = createDepartmentFormResolver(newDepartment);

export function CreateDepartmentDialog(props: {
  parentId: string | null;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDepartmentsTranslationRef);
  const { workspace, urlState } = useDepartments();
  const { slug } = workspace;
  const formatError = useDepartmentErrorFormatter();
  const form = useForm<DepartmentFormValues, unknown, NewDepartment>({
    resolver,
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
      urlState.select(id);
      props.onClose();
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
