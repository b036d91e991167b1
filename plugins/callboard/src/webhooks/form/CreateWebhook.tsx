import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  newWebhook,
  type NewWebhook,
  type WebhookWithSecret,
} from '@callboard/plugin-callboard-common';
import {
  PageSubject,
  getProblems,
  useCallboardClient,
  useToast,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm, type Control } from 'react-hook-form';
import { useNavigate } from 'react-router-dom';
import { useFieldErrors } from '../../data/useFieldErrors';
import { SecretDialog } from '../shared/SecretDialog';
import { useRefreshWebhooks } from '../shared/useRefreshWebhooks';
import { useWebhookLinks } from '../shared/useWebhookLinks';
import { callboardWebhooksTranslationRef } from '../translation';
import { WebhookForm } from './WebhookForm';
import { createWebhookFormResolver } from './createWebhookFormResolver';
import {
  webhookFields,
  toWebhookFormValues,
  type WebhookFormValues,
} from './WebhookFormValues';

const resolver = createWebhookFormResolver(newWebhook);

/** Creates a webhook and shows its secret before it opens the webhook. */
export function CreateWebhook(props: { workspace: string }) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { workspace: slug } = props;
  const client = useCallboardClient();
  const notify = useToast();
  const navigate = useNavigate();
  const refresh = useRefreshWebhooks();
  const links = useWebhookLinks(slug);
  const [created, setCreated] = useState<WebhookWithSecret>();
  const [problem, setProblem] = useState<string>();
  const form = useForm<WebhookFormValues, unknown, NewWebhook>({
    resolver,
    mode: 'onTouched',
    defaultValues: toWebhookFormValues({}),
  });
  const showFieldErrors = useFieldErrors(form.setError, webhookFields);
  const creation = useMutation({
    mutationFn: (body: NewWebhook) =>
      client.call(endpoints.createWebhook, { params: { slug }, body }),
    onMutate: () => setProblem(undefined),
    onSuccess: webhook => {
      refresh();
      setCreated(webhook);
    },
    onError: error => {
      if (!showFieldErrors(error)) {
        setProblem(getProblems(error).message);
      }
    },
  });
  return (
    <PageSubject name={t('form.createTitle')} href={links.create}>
      <WebhookForm
        workspace={slug}
        title={t('form.createTitle')}
        control={form.control as unknown as Control<WebhookFormValues>}
        problem={
          problem !== undefined && (
            <Alert severity="error">
              {t('form.createFailed')} {problem}
            </Alert>
          )
        }
        submitLabel={t('form.create')}
        isBusy={creation.isPending || created !== undefined}
        onSubmit={form.handleSubmit(body => creation.mutate(body))}
        cancelHref={links.list}
      />
      {created && (
        <SecretDialog
          name={created.name}
          secret={created.secret}
          onClose={() => {
            navigate(links.webhook(created.id), { replace: true });
            notify({
              title: t('form.created', { name: created.name }),
              status: 'success',
            });
          }}
        />
      )}
    </PageSubject>
  );
}
