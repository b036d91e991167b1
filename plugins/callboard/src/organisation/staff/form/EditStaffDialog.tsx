import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  getStaffName,
  type StaffMember,
  endpoints,
  staffPatch,
  type StaffPatch,
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
import { useRefreshOrganisation } from '../../shared/useRefreshOrganisation';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { useFormatStaffError } from '../shared/useFormatStaffError';
import { StaffFields } from './StaffFields';
import type { StaffFormValues } from './StaffFormValues';
import { createStaffFormResolver } from './createStaffFormResolver';
import { toStaffFormValues } from './toStaffFormValues';
import { useFormErrors } from './useFormErrors';

const resolver = createStaffFormResolver(staffPatch);

/** Edits a person. */
function useEditStaff(
  slug: string,
  person: StaffMember,
  onSaved: (person: StaffMember) => void,
): EditForm<StaffFormValues> {
  const client = useCallboardClient();
  const params = { slug, id: person.id };
  const form = useForm<StaffFormValues, unknown, StaffPatch>({
    resolver,
    mode: 'onTouched',
    defaultValues: toStaffFormValues(person),
  });
  return useEditForm({
    form,
    resource: person,
    toFormValues: toStaffFormValues,
    read: () => client.call(endpoints.getStaffMember, { params }),
    update: (body, headers) =>
      client.call(endpoints.updateStaffMember, { params, body, headers }),
    showFieldErrors: useFormErrors(form.setError),
    refresh: useRefreshOrganisation(),
    onSaved,
  });
}

/** Edits a staff record. */
export function EditStaffDialog(props: {
  workspace: string;
  person: StaffMember;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace, person, onClose } = props;
  const notify = useToast();
  const problemText = useFormatStaffError();
  const edit = useEditStaff(workspace, person, saved => {
    notify({
      title: t('form.saved', { name: getStaffName(saved) }),
      status: 'success',
    });
    onClose();
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
          formatError={error => `${t('form.failed')} ${problemText(error)}`}
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
