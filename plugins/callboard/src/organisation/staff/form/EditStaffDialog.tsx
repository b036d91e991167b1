import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { StaffMember } from '@callboard/plugin-callboard-common';
import { FormDialog, useNotice } from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { nameOf } from '../shared/nameOf';
import { useStaffProblem } from '../shared/useStaffProblem';
import { StaffFields } from './StaffFields';
import { useEditStaff, type EditStaff } from './useEditStaff';

function Problem(props: { edit: EditStaff }) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const problemText = useStaffProblem();
  const { error, isConflict, rebase } = props.edit;
  if (!error) {
    return null;
  }
  if (!isConflict) {
    return (
      <Alert severity="error">
        {t('form.failed')} {problemText(error)}
      </Alert>
    );
  }
  return (
    <Alert severity="warning">
      {t('problem.conflict')}
      <Button
        color="inherit"
        variant="outlined"
        size="small"
        onClick={rebase}
        sx={{ display: 'block', mt: 1 }}
      >
        {t('form.reload')}
      </Button>
    </Alert>
  );
}

/** Changes what is noted about a person. */
export function EditStaffDialog(props: {
  workspace: string;
  person: StaffMember;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace, person, onClose } = props;
  const notify = useNotice();
  const edit = useEditStaff(workspace, person, saved => {
    notify({
      title: t('form.saved', { name: nameOf(saved) }),
      status: 'success',
    });
    onClose();
  });
  return (
    <FormDialog
      title={t('form.editTitle', { name: nameOf(person) })}
      submitLabel={t('form.save')}
      maxWidth="sm"
      isBusy={edit.isBusy}
      isBlocked={edit.isConflict}
      onSubmit={edit.save}
      onClose={onClose}
    >
      <Stack spacing={2}>
        <Problem edit={edit} />
        <StaffFields
          control={edit.control}
          workspace={workspace}
          isNew={false}
        />
      </Stack>
    </FormDialog>
  );
}
