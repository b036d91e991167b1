import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  getStaffName,
  type StaffMember,
  endpoints,
  staffPatch,
  type StaffPatch,
} from '@callboard/plugin-callboard-common';
import { FormDialog, useToast } from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { useForm } from 'react-hook-form';
import { EditProblem, useEditForm } from '../../../shared/resourceForms';
import { organisationEndpoints } from '../../useRefreshOrganisation';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import {
  useFormatStaffError,
  type StaffFormValues,
  toStaffFormValues,
  createStaffFormResolver,
  useStaffFieldErrors,
} from './StaffFormValues';
import { StaffFields } from './StaffFields';

const resolver = createStaffFormResolver(staffPatch);

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
    resolver,
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
