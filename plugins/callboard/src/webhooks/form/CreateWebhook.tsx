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
  renderThenFocus,
  useToast,
  useEndpointMutation,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import { useState } from 'react';
import { useForm, type Control } from 'react-hook-form';
import { useNavigate } from 'react-router-dom';
import { useFieldErrors } from '../../shared/resourceForms';
import { SecretDialog } from '../SecretDialog';
import { webhookEndpoints, useWebhookLinks } from '../WebhookInUrl';
import { callboardWebhooksTranslationRef } from '../translation';
import { WebhookForm } from './WebhookForm';
import {
  createWebhookFormResolver,
  webhookFields,
  toWebhookFormValues,
  type WebhookFormValues,
} from './WebhookFormValues';

const resolver = createWebhookFormResolver(newWebhook);

export function CreateWebhook(props: { workspace: string }) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { workspace: slug } = props;
  const showToast = useToast();
  const navigate = useNavigate();
  const links = useWebhookLinks(slug);
  const [created, setCreated] = useState<WebhookWithSecret>();
  const form = useForm<WebhookFormValues, unknown, NewWebhook>({
    resolver,
    mode: 'onTouched',
    defaultValues: toWebhookFormValues({}),
  });
  const showFieldErrors = useFieldErrors(form.setError, webhookFields);
  const creation = useEndpointMutation(endpoints.createWebhook, {
    toRequest: (body: NewWebhook) => ({ params: { slug }, body }),
    invalidates: webhookEndpoints,
    onSuccess: setCreated,
    onError: error => {
      if (!showFieldErrors(error)) {
        form.setError('root', { message: getProblems(error).message });
      }
    },
  });
  const { root } = form.formState.errors;
  return (
    <PageSubject name={t('form.createTitle')} href={links.create}>
      <WebhookForm
        workspace={slug}
        title={t('form.createTitle')}
        control={form.control as unknown as Control<WebhookFormValues>}
        problem={
          root && (
            <Alert severity="error">
              {t('form.createFailed')} {root.message}
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
            renderThenFocus(() =>
              navigate(links.getWebhookLink(created.id), { replace: true }),
            );
            showToast({
              title: t('form.created', { name: created.name }),
              status: 'success',
            });
          }}
        />
      )}
    </PageSubject>
  );
}
