import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, permissions } from '@callboard/plugin-callboard-common';
import { useState } from 'react';
import {
  ActionMenu,
  formatFailure,
  FormDialog,
  SelectField,
  toCountParams,
  toIfMatchHeader,
  useAllowed,
  useEndpointMutation,
  useLeaveDeleted,
} from '@callboard/plugin-callboard-react';
import { useNavigate } from 'react-router-dom';
import { SecretDialog } from './SecretDialog';
import {
  useWebhookInUrl,
  useWebhookLinks,
  webhookEndpoints,
} from './WebhookInUrl';
import { callboardWebhooksTranslationRef } from './translation';

export function useSetActive() {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { slug, webhook } = useWebhookInUrl();
  return useEndpointMutation(endpoints.updateWebhook, {
    toRequest: (is_active: boolean) => ({
      params: { slug, id: webhook.id },
      body: { is_active },
    }),
    invalidates: webhookEndpoints,
    refetchesAfterFailure: true,
    toSuccessTitle: ({ name, is_active }) =>
      t(is_active ? 'detail.activated' : 'detail.deactivated', { name }),
    toFailureTitle: () => t('detail.actFailed'),
  });
}

/** The selectable overlaps, in hours. During an overlap, the old and the new secret are valid. */
const overlapHours = [0, 1, 24, 72, 168];

/** Creates a new secret. During the overlap, Callboard signs requests with both secrets. */
function RotateSecretDialog(props: {
  onClose: () => void;
  onRotated: (secret: string) => void;
}) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { slug, webhook } = useWebhookInUrl();
  const [hours, setHours] = useState(24);
  const rotation = useEndpointMutation(endpoints.rotateWebhookSecret, {
    toRequest: () => ({
      params: { slug, id: webhook.id },
      body: { overlap_hours: hours },
      headers: toIfMatchHeader(webhook),
    }),
    invalidates: webhookEndpoints,
    refetchesAfterFailure: true,
    onSuccess: ({ secret }) => props.onRotated(secret),
  });
  const formatOverlap = (overlap: number) => {
    if (overlap === 0) {
      return t('rotation.none');
    }
    const days = overlap / 24;
    return days > 1
      ? t('rotation.days', toCountParams(days))
      : t('rotation.hours', toCountParams(overlap));
  };
  return (
    <FormDialog
      title={t('rotation.title', { name: webhook.name })}
      hint={t('rotation.hint')}
      submitLabel={t('rotation.submit')}
      failure={formatFailure(rotation.error, t('detail.actFailed'))}
      isBusy={rotation.isPending}
      onSubmit={() => rotation.mutate()}
      onClose={props.onClose}
    >
      <SelectField
        fullWidth
        size="medium"
        label={t('rotation.overlap')}
        value={hours}
        options={overlapHours.map(overlap => ({
          value: overlap,
          label: formatOverlap(overlap),
        }))}
        onChange={setHours}
        helperText={hours === 0 && t('rotation.noneHint')}
      />
    </FormDialog>
  );
}

function DeleteWebhookDialog(props: { onClose: () => void }) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { slug, webhook } = useWebhookInUrl();
  const { id, name } = webhook;
  const navigate = useNavigate();
  const leaveDeleted = useLeaveDeleted();
  const links = useWebhookLinks(slug);
  const deletion = useEndpointMutation(endpoints.deleteWebhook, {
    toRequest: () => ({ params: { slug, id } }),
    invalidates: webhookEndpoints,
    toSuccessTitle: () => t('remove.done', { name }),
    beforeRefetch: () =>
      leaveDeleted(id, () => navigate(links.list, { replace: true })),
  });
  return (
    <FormDialog
      title={t('remove.title', { name })}
      hint={t('remove.hint')}
      submitLabel={t('remove.submit')}
      submitColor="error"
      failure={formatFailure(deletion.error, t('detail.actFailed'))}
      isBusy={deletion.isPending}
      onSubmit={() => deletion.mutate()}
      onClose={props.onClose}
    />
  );
}

export function WebhookMenu() {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { slug, webhook } = useWebhookInUrl();
  const [dialog, setDialog] = useState<'rotate' | 'delete'>();
  const [secret, setSecret] = useState<string>();
  const setActive = useSetActive();
  const canUpdate = useAllowed(permissions.webhook.update, slug);
  const canDelete = useAllowed(permissions.webhook.delete, slug);
  const closeDialog = () => setDialog(undefined);
  return (
    <>
      <ActionMenu
        label={t('detail.more')}
        actions={[
          webhook.is_active &&
            canUpdate && {
              label: t('detail.deactivate'),
              run: () => setActive.mutate(false),
            },
          canUpdate && {
            label: t('detail.rotate'),
            run: () => setDialog('rotate'),
          },
          canDelete && {
            label: t('detail.delete'),
            run: () => setDialog('delete'),
            isDestructive: true,
          },
        ]}
      />
      {dialog === 'rotate' && (
        <RotateSecretDialog
          onClose={closeDialog}
          onRotated={newSecret => {
            closeDialog();
            setSecret(newSecret);
          }}
        />
      )}
      {dialog === 'delete' && <DeleteWebhookDialog onClose={closeDialog} />}
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
