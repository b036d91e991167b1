import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { StaffMember } from '@callboard/plugin-callboard-common';
import MoreVertIcon from '@mui/icons-material/MoreVert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { EditStaffDialog } from '../form/EditStaffDialog';
import { DeactivateDialog } from './DeactivateDialog';
import { DeleteStaffDialog } from './DeleteStaffDialog';
import { ReactivateDialog } from './ReactivateDialog';
import { TransferDialog } from './TransferDialog';

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
