import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Webhook } from '@callboard/plugin-callboard-common';
import MoreVertIcon from '@mui/icons-material/MoreVert';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { SecretDialog } from '../shared/SecretDialog';
import { callboardWebhooksTranslationRef } from '../translation';
import { DeleteWebhookDialog } from './DeleteWebhookDialog';
import { RotateSecretDialog } from './RotateSecretDialog';
import { useSetActive } from './useSetActive';

/** A menu with rarely used actions on a webhook. */
export function WebhookMenu(props: { workspace: string; webhook: Webhook }) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { workspace, webhook } = props;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [dialog, setDialog] = useState<'rotate' | 'delete'>();
  const [secret, setSecret] = useState<string>();
  const setActive = useSetActive(workspace, webhook);
  const closeDialog = () => setDialog(undefined);
  const choose = (run: () => void) => {
    setAnchor(null);
    run();
  };
  return (
    <>
      <IconButton
        aria-label={t('detail.more')}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={event => setAnchor(event.currentTarget)}
      >
        <MoreVertIcon />
      </IconButton>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
      >
        {webhook.is_active && (
          <MenuItem onClick={() => choose(() => setActive.mutate(false))}>
            {t('detail.deactivate')}
          </MenuItem>
        )}
        <MenuItem onClick={() => choose(() => setDialog('rotate'))}>
          {t('detail.rotate')}
        </MenuItem>
        <MenuItem
          sx={{ color: 'error.main' }}
          onClick={() => choose(() => setDialog('delete'))}
        >
          {t('detail.delete')}
        </MenuItem>
      </Menu>
      {dialog === 'rotate' && (
        <RotateSecretDialog
          workspace={workspace}
          webhook={webhook}
          onClose={closeDialog}
          onMade={made => {
            closeDialog();
            setSecret(made);
          }}
        />
      )}
      {dialog === 'delete' && (
        <DeleteWebhookDialog
          workspace={workspace}
          webhook={webhook}
          onClose={closeDialog}
        />
      )}
      {secret !== undefined && (
        <SecretDialog
          name={webhook.name}
          secret={secret}
          onClose={() => setSecret(undefined)}
        />
      )}
    </>
  );
}
