import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  getStaffName,
  type StaffMember,
} from '@callboard/plugin-callboard-common';
import { FormDialog, useToast } from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { EditProblem } from '../../../data/EditProblem';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { useFormatStaffError } from '../shared/useFormatStaffError';
import { StaffFields } from './StaffFields';
import { useEditStaff } from './useEditStaff';

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
