import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { type Webhook, endpoints } from '@callboard/plugin-callboard-common';
import MoreVertIcon from '@mui/icons-material/MoreVert';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import {
  FormDialog,
  getProblems,
  useCallboardClient,
  useForgetDeleted,
  useToast,
  formatCount,
  toIfMatchHeader,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from 'react-router-dom';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { SecretDialog } from '../shared/SecretDialog';
import { useRefreshWebhooks } from '../shared/useRefreshWebhooks';
import { useWebhookLinks } from '../shared/useWebhookLinks';
import { callboardWebhooksTranslationRef } from '../translation';
import { useSetActive } from './useSetActive';

/** In hours. */
const overlaps = [0, 1, 24, 72, 168];

/** Creates a new secret; the former one stays valid for the selected time. */
function RotateSecretDialog(props: {
  workspace: string;
  webhook: Webhook;
  onClose: () => void;
  onMade: (secret: string) => void;
}) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { workspace: slug, webhook } = props;
  const client = useCallboardClient();
  const refresh = useRefreshWebhooks();
  const [hours, setHours] = useState(24);
  const rotation = useMutation({
    mutationFn: () =>
      client.call(endpoints.rotateWebhookSecret, {
        params: { slug, id: webhook.id },
        body: { overlap_hours: hours },
        headers: toIfMatchHeader(webhook),
      }),
    onSuccess: ({ secret }) => props.onMade(secret),
    onSettled: refresh,
  });
  const formatOverlap = (overlap: number) => {
    if (overlap === 0) {
      return t('rotation.none');
    }
    const days = overlap / 24;
    return days > 1
      ? t('rotation.days', { count: days, formatted: formatCount(days) })
      : t('rotation.hours', {
          count: overlap,
          formatted: formatCount(overlap),
        });
  };
  return (
    <FormDialog
      title={t('rotation.title', { name: webhook.name })}
      hint={t('rotation.hint')}
      submitLabel={t('rotation.submit')}
      isBusy={rotation.isPending}
      onSubmit={() => rotation.mutate()}
      onClose={props.onClose}
    >
      <Stack spacing={2}>
        {rotation.error && (
          <Alert severity="error">
            {t('detail.actFailed')} {getProblems(rotation.error).message}
          </Alert>
        )}
        <TextField
          select
          fullWidth
          id="callboard-webhook-overlap"
          label={t('rotation.overlap')}
          value={hours}
          onChange={event => setHours(Number(event.target.value))}
          helperText={hours === 0 && t('rotation.noneHint')}
        >
          {overlaps.map(overlap => (
            <MenuItem key={overlap} value={overlap}>
              {formatOverlap(overlap)}
            </MenuItem>
          ))}
        </TextField>
      </Stack>
    </FormDialog>
  );
}

/** Asks for confirmation before a webhook is deleted; afterwards it leads to the list. */
function DeleteWebhookDialog(props: {
  workspace: string;
  webhook: Webhook;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { workspace: slug, webhook } = props;
  const { id, name } = webhook;
  const client = useCallboardClient();
  const notify = useToast();
  const navigate = useNavigate();
  const refresh = useRefreshWebhooks();
  const forget = useForgetDeleted();
  const links = useWebhookLinks(slug);
  const deletion = useMutation({
    mutationFn: () =>
      client.call(endpoints.deleteWebhook, { params: { slug, id } }),
    onSuccess: () => {
      forget(id, () => navigate(links.list, { replace: true }));
      refresh();
      notify({ title: t('remove.done', { name }), status: 'success' });
    },
  });
  return (
    <FormDialog
      title={t('remove.title', { name })}
      hint={t('remove.hint')}
      submitLabel={t('remove.submit')}
      submitColor="error"
      isBusy={deletion.isPending}
      onSubmit={() => deletion.mutate()}
      onClose={props.onClose}
    >
      {deletion.error && (
        <Alert severity="error">
          {t('detail.actFailed')} {getProblems(deletion.error).message}
        </Alert>
      )}
    </FormDialog>
  );
}

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
