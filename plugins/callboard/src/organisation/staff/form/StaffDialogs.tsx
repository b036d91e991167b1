import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  getStaffName,
  newStaffMember,
  type NewStaffMember,
  type StaffMember,
  staffPatch,
  type StaffPatch,
} from '@callboard/plugin-callboard-common';
import {
  FormDialog,
  useEndpointMutation,
  useToast,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { useForm } from 'react-hook-form';
import { EditProblem, useEditForm } from '../../../shared/resourceForms';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { organisationEndpoints } from '../../useRefreshOrganisation';
import { StaffFields } from './StaffFields';
import {
  createStaffFormResolver,
  type StaffFormValues,
  toStaffFormValues,
  useFormatStaffError,
  useStaffFieldErrors,
} from './StaffFormValues';

const newStaffResolver = createStaffFormResolver(newStaffMember);
const defaultValues = toStaffFormValues({});

export function CreateStaffDialog(props: {
  workspace: string;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace: slug } = props;
  const formatError = useFormatStaffError();
  const form = useForm<StaffFormValues, unknown, NewStaffMember>({
    resolver: newStaffResolver,
    mode: 'onTouched',
    defaultValues,
  });
  const { control, handleSubmit, setError, formState } = form;
  const showFieldErrors = useStaffFieldErrors(setError);
  const creation = useEndpointMutation(endpoints.createStaffMember, {
    toRequest: (body: NewStaffMember) => ({ params: { slug }, body }),
    invalidates: organisationEndpoints,
    toSuccessTitle: created =>
      t('form.created', { name: getStaffName(created) }),
    onSuccess: props.onClose,
    onError: error => {
      if (!showFieldErrors(error)) {
        setError('root', { message: formatError(error) });
      }
    },
  });
  const { root } = formState.errors;
  return (
    <FormDialog
      title={t('form.createTitle')}
      submitLabel={t('form.create')}
      maxWidth="sm"
      failure={root && `${t('form.failed')} ${root.message}`}
      isBusy={creation.isPending}
      onSubmit={handleSubmit(body => creation.mutate(body))}
      onClose={props.onClose}
    >
      <StaffFields control={control as never} workspace={slug} isNew />
    </FormDialog>
  );
}

const patchResolver = createStaffFormResolver(staffPatch);

export function EditStaffDialog(props: {
  workspace: string;
  person: StaffMember;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace, person, onClose } = props;
  const showToast = useToast();
  const formatError = useFormatStaffError();
  const form = useForm<StaffFormValues, unknown, StaffPatch>({
    resolver: patchResolver,
    mode: 'onTouched',
    defaultValues: toStaffFormValues(person),
  });
  const edit = useEditForm({
    form,
    resource: person,
    toFormValues: toStaffFormValues,
    read: endpoints.getStaffMember,
    update: endpoints.updateStaffMember,
    params: { slug: workspace, id: person.id },
    invalidates: organisationEndpoints,
    showFieldErrors: useStaffFieldErrors(form.setError),
    onSaved: saved => {
      showToast({
        title: t('form.saved', { name: getStaffName(saved) }),
        status: 'success',
      });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('form.editTitle', { name: getStaffName(person) })}
      submitLabel={t('form.save')}
      maxWidth="sm"
      isBusy={edit.isBusy}
      isBlocked={edit.isConflict}
      onSubmit={edit.save}
      onClose={onClose}
    >
      <Stack spacing={2}>
        <EditProblem
          edit={edit}
          conflict={t('problem.conflict')}
          rebaseLabel={t('form.reload')}
          formatError={error => `${t('form.failed')} ${formatError(error)}`}
        />
        <StaffFields
          control={edit.control}
          workspace={workspace}
          isNew={false}
        />
      </Stack>
    </FormDialog>
  );
}
