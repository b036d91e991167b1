import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type StaffMember,
  endpoints,
  getStaffName,
} from '@callboard/plugin-callboard-common';
import MoreVertIcon from '@mui/icons-material/MoreVert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import {
  FormDialog,
  toIfMatchHeader,
  useLeaveDeleted,
  DateField,
} from '@callboard/plugin-callboard-react';
import { useNavigate } from 'react-router-dom';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { EditStaffDialog } from '../form/EditStaffDialog';
import { useStaffLinks } from '../useStaffLinks';
import {
  type ActionDialogProps,
  useStaffAction,
  TransferDialog,
} from './TransferDialog';

/** A dialog that records that a person has left, and when. */
function DeactivateDialog(props: ActionDialogProps) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace: slug, person, onClose } = props;
  const name = getStaffName(person);
  const [date, setDate] = useState('');
  const deactivation = useStaffAction(endpoints.deactivateStaffMember, {
    toRequest: () => ({
      params: { slug, id: person.id },
      body: { date_of_leaving: date || undefined },
      headers: toIfMatchHeader(person),
    }),
    toSuccessTitle: () => t('act.deactivated', { name }),
    onSuccess: onClose,
    fields: ['date_of_leaving'],
  });
  const dateProblem = deactivation.fieldProblems.date_of_leaving;
  return (
    <FormDialog
      title={t('act.deactivateTitle', { name })}
      hint={t('act.deactivateHint', { name })}
      submitLabel={t('act.deactivate')}
      submitColor="error"
      failure={deactivation.failure}
      isBusy={deactivation.isBusy}
      onSubmit={() => deactivation.run()}
      onClose={onClose}
    >
      <DateField
        label={t('field.date_of_leaving')}
        value={date}
        onChange={setDate}
        error={dateProblem !== undefined}
        helperText={dateProblem ?? t('hint.date_of_leaving')}
      />
    </FormDialog>
  );
}

/** Asks for confirmation before a person is deleted; afterwards, it opens the list of people. */
function DeleteStaffDialog(props: ActionDialogProps) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace: slug, person, onClose } = props;
  const name = getStaffName(person);
  const navigate = useNavigate();
  const forget = useLeaveDeleted();
  const links = useStaffLinks(slug);
  const deletion = useStaffAction(endpoints.deleteStaffMember, {
    toRequest: () => ({
      params: { slug, id: person.id },
      headers: toIfMatchHeader(person),
    }),
    toSuccessTitle: () => t('act.deleted', { name }),
    beforeRefetch: () =>
      forget(person.id, () => navigate(links.people, { replace: true })),
  });
  return (
    <FormDialog
      title={t('act.deleteTitle', { name })}
      hint={t('act.deleteHint')}
      submitLabel={t('act.delete')}
      submitColor="error"
      failure={deletion.failure}
      isBusy={deletion.isBusy}
      onSubmit={() => deletion.run()}
      onClose={onClose}
    />
  );
}

/** Asks for confirmation before a person who has left is reactivated. */
function ReactivateDialog(props: ActionDialogProps) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace: slug, person, onClose } = props;
  const name = getStaffName(person);
  const reactivation = useStaffAction(endpoints.reactivateStaffMember, {
    toRequest: () => ({
      params: { slug, id: person.id },
      body: {},
      headers: toIfMatchHeader(person),
    }),
    toSuccessTitle: () => t('act.reactivated', { name }),
    onSuccess: onClose,
  });
  return (
    <FormDialog
      title={t('act.reactivateTitle', { name })}
      hint={t('act.reactivateHint', { name })}
      submitLabel={t('act.reactivate')}
      failure={reactivation.failure}
      isBusy={reactivation.isBusy}
      onSubmit={() => reactivation.run()}
      onClose={onClose}
    />
  );
}

const dialogs = {
  edit: EditStaffDialog,
  transfer: TransferDialog,
  deactivate: DeactivateDialog,
  reactivate: ReactivateDialog,
  delete: DeleteStaffDialog,
} as const;

type ProfileAction = keyof typeof dialogs;

/** An admin's actions on a person. */
export function ProfileActions(props: {
  workspace: string;
  person: StaffMember;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace, person } = props;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  // Holds the person as of when the dialog was opened, because the action uses that version.
  const [openDialog, setOpenDialog] = useState<{
    action: ProfileAction;
    person: StaffMember;
  }>();
  const Dialog = openDialog && dialogs[openDialog.action];
  const hasLeft = person.employment_status === 'resigned';
  const menuActions: ProfileAction[] = [
    hasLeft ? 'reactivate' : 'deactivate',
    'delete',
  ];
  const open = (action: ProfileAction) => {
    setAnchor(null);
    setOpenDialog({ action, person });
  };
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      <Button variant="outlined" onClick={() => open('transfer')}>
        {t('act.transfer')}
      </Button>
      <Button variant="contained" onClick={() => open('edit')}>
        {t('act.edit')}
      </Button>
      <IconButton
        aria-label={t('act.more')}
        aria-haspopup="menu"
        aria-expanded={Boolean(anchor)}
        onClick={event => setAnchor(event.currentTarget)}
      >
        <MoreVertIcon />
      </IconButton>
      <Menu
        anchorEl={anchor}
        open={Boolean(anchor)}
        onClose={() => setAnchor(null)}
      >
        {menuActions.map(action => (
          <MenuItem
            key={action}
            onClick={() => open(action)}
            sx={action === 'delete' ? { color: 'error.main' } : undefined}
          >
            {t(`act.${action}`)}
          </MenuItem>
        ))}
      </Menu>
      {Dialog && (
        <Dialog
          workspace={workspace}
          person={openDialog.person}
          onClose={() => setOpenDialog(undefined)}
        />
      )}
    </Box>
  );
}
