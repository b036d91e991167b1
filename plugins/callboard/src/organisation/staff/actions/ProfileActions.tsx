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
  useCallboardClient,
  useForgetDeleted,
  DateField,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import { useNavigate } from 'react-router-dom';
import Stack from '@mui/material/Stack';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { EditStaffDialog } from '../form/EditStaffDialog';
import { useStaffLinks } from '../shared/useStaffLinks';
import type { ActionDialogProps } from './ActionDialogProps';
import { TransferDialog } from './TransferDialog';
import { useStaffAction } from './useStaffAction';

const FIELDS = ['date_of_leaving'];

/** A dialog that records that a person has left, and when. */
function DeactivateDialog(props: ActionDialogProps) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace: slug, person, onClose } = props;
  const name = getStaffName(person);
  const client = useCallboardClient();
  const [date, setDate] = useState('');
  const { run, isBusy, problem, fieldProblems } = useStaffAction({
    run: () =>
      client.call(endpoints.deactivateStaffMember, {
        params: { slug, id: person.id },
        body: { date_of_leaving: date || undefined },
        headers: toIfMatchHeader(person),
      }),
    done: () => t('act.deactivated', { name }),
    onDone: onClose,
    fields: FIELDS,
  });
  const dateProblem = fieldProblems.date_of_leaving;
  return (
    <FormDialog
      title={t('act.deactivateTitle', { name })}
      hint={t('act.deactivateHint', { name })}
      submitLabel={t('act.deactivate')}
      submitColor="error"
      isBusy={isBusy}
      onSubmit={() => run(undefined)}
      onClose={onClose}
    >
      <Stack spacing={2}>
        {problem && <Alert severity="error">{problem}</Alert>}
        <DateField
          label={t('field.date_of_leaving')}
          value={date}
          onChange={setDate}
          error={dateProblem !== undefined}
          helperText={dateProblem ?? t('hint.date_of_leaving')}
        />
      </Stack>
    </FormDialog>
  );
}

/** Asks for confirmation before a person is deleted; afterwards it leads to the list. */
function DeleteStaffDialog(props: ActionDialogProps) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace: slug, person, onClose } = props;
  const name = getStaffName(person);
  const client = useCallboardClient();
  const navigate = useNavigate();
  const forget = useForgetDeleted();
  const links = useStaffLinks(slug);
  const { run, isBusy, problem } = useStaffAction({
    run: () =>
      client.call(endpoints.deleteStaffMember, {
        params: { slug, id: person.id },
        headers: toIfMatchHeader(person),
      }),
    done: () => t('act.deleted', { name }),
    onDone: () =>
      forget(person.id, () => navigate(links.people, { replace: true })),
  });
  return (
    <FormDialog
      title={t('act.deleteTitle', { name })}
      hint={t('act.deleteHint')}
      submitLabel={t('act.delete')}
      submitColor="error"
      isBusy={isBusy}
      onSubmit={() => run(undefined)}
      onClose={onClose}
    >
      {problem && <Alert severity="error">{problem}</Alert>}
    </FormDialog>
  );
}

/** Asks for confirmation before a person who has left is reactivated. */
function ReactivateDialog(props: ActionDialogProps) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace: slug, person, onClose } = props;
  const name = getStaffName(person);
  const client = useCallboardClient();
  const { run, isBusy, problem } = useStaffAction({
    run: () =>
      client.call(endpoints.reactivateStaffMember, {
        params: { slug, id: person.id },
        body: {},
        headers: toIfMatchHeader(person),
      }),
    done: () => t('act.reactivated', { name }),
    onDone: onClose,
  });
  return (
    <FormDialog
      title={t('act.reactivateTitle', { name })}
      hint={t('act.reactivateHint', { name })}
      submitLabel={t('act.reactivate')}
      isBusy={isBusy}
      onSubmit={() => run(undefined)}
      onClose={onClose}
    >
      {problem && <Alert severity="error">{problem}</Alert>}
    </FormDialog>
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
  // The person when the dialog was opened; the action uses that version.
  const [asking, setAsking] = useState<{
    action: ProfileAction;
    person: StaffMember;
  }>();
  const Dialog = asking && dialogs[asking.action];
  const hasLeft = person.employment_status === 'resigned';
  const inMenu: ProfileAction[] = [
    hasLeft ? 'reactivate' : 'deactivate',
    'delete',
  ];
  const ask = (action: ProfileAction) => {
    setAnchor(null);
    setAsking({ action, person });
  };
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      <Button variant="outlined" onClick={() => ask('transfer')}>
        {t('act.transfer')}
      </Button>
      <Button variant="contained" onClick={() => ask('edit')}>
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
        {inMenu.map(action => (
          <MenuItem
            key={action}
            onClick={() => ask(action)}
            sx={action === 'delete' ? { color: 'error.main' } : undefined}
          >
            {t(`act.${action}`)}
          </MenuItem>
        ))}
      </Menu>
      {Dialog && (
        <Dialog
          workspace={workspace}
          person={asking.person}
          onClose={() => setAsking(undefined)}
        />
      )}
    </Box>
  );
}
