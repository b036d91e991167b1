import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type Webhook } from '@callboard/plugin-callboard-common';
import {
  FormDialog,
  getProblems,
  useCallboardClient,
  useForgetDeleted,
  useToast,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from 'react-router-dom';
import { useRefreshWebhooks } from '../shared/useRefreshWebhooks';
import { useWebhookLinks } from '../shared/useWebhookLinks';
import { callboardWebhooksTranslationRef } from '../translation';

/** Asks for confirmation before a webhook is deleted; afterwards it leads to the list. */
export function DeleteWebhookDialog(props: {
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
