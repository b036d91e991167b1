import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  newWebhook,
  type NewWebhook,
  webhookPatch,
  type WebhookPatch,
  type WebhookWithSecret,
} from '@callboard/plugin-callboard-common';
import {
  getProblems,
  PageSubject,
  renderThenFocus,
  useEndpointMutation,
  useIsMounted,
  useToast,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import { useState } from 'react';
import { type Control, useForm } from 'react-hook-form';
import { useNavigate } from 'react-router-dom';
import {
  EditProblem,
  useEditForm,
  useFieldErrors,
} from '../../shared/resourceForms';
import { SecretDialog } from '../SecretDialog';
import {
  useWebhookInUrl,
  useWebhookLinks,
  webhookEndpoints,
  WebhookInUrl,
} from '../WebhookInUrl';
import { callboardWebhooksTranslationRef } from '../translation';
import { WebhookForm } from './WebhookForm';
import {
  createWebhookFormResolver,
  toWebhookFormValues,
  webhookFields,
  type WebhookFormValues,
} from './WebhookFormValues';

const newWebhookResolver = createWebhookFormResolver(newWebhook);

export function CreateWebhook(props: { workspace: string }) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { workspace: slug } = props;
  const showToast = useToast();
  const navigate = useNavigate();
  const links = useWebhookLinks(slug);
  const [created, setCreated] = useState<WebhookWithSecret>();
  const isMounted = useIsMounted();
  const showCreated = ({ name }: WebhookWithSecret) =>
    showToast({ title: t('form.created', { name }), status: 'success' });
  const form = useForm<WebhookFormValues, unknown, NewWebhook>({
    resolver: newWebhookResolver,
    mode: 'onTouched',
    defaultValues: toWebhookFormValues({}),
  });
  const showFieldErrors = useFieldErrors(form.setError, webhookFields);
  const creation = useEndpointMutation(endpoints.createWebhook, {
    toRequest: (body: NewWebhook) => ({ params: { slug }, body }),
    invalidates: webhookEndpoints,
    onSuccess: webhook =>
      isMounted.current ? setCreated(webhook) : showCreated(webhook),
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
            showCreated(created);
          }}
        />
      )}
    </PageSubject>
  );
}

const patchResolver = createWebhookFormResolver(webhookPatch);

function EditWebhookForm() {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { slug, webhook } = useWebhookInUrl();
  const isMounted = useIsMounted();
  const showToast = useToast();
  const navigate = useNavigate();
  const links = useWebhookLinks(slug);
  const form = useForm<WebhookFormValues, unknown, WebhookPatch>({
    resolver: patchResolver,
    mode: 'onTouched',
    defaultValues: toWebhookFormValues(webhook),
  });
  const edit = useEditForm({
    form,
    resource: webhook,
    toFormValues: toWebhookFormValues,
    read: endpoints.getWebhook,
    update: endpoints.updateWebhook,
    params: { slug, id: webhook.id },
    invalidates: webhookEndpoints,
    showFieldErrors: useFieldErrors(form.setError, webhookFields),
    onSaved: ({ name }) => {
      showToast({ title: t('form.saved', { name }), status: 'success' });
      if (isMounted.current) {
        renderThenFocus(() => navigate(links.getWebhookLink(webhook.id)));
      }
    },
    onReloaded: () => form.setFocus('name'),
  });
  const title = t('form.editTitle', { name: webhook.name });
  return (
    <PageSubject name={t('detail.edit')} href={links.getEditLink(webhook.id)}>
      <WebhookForm
        workspace={slug}
        title={title}
        control={edit.control}
        problem={
          edit.error && (
            <EditProblem
              edit={edit}
              conflict={t('form.conflict')}
              rebaseLabel={t('form.rebase')}
              formatError={error =>
                `${t('form.saveFailed')} ${getProblems(error).message}`
              }
            />
          )
        }
        submitLabel={t('form.save')}
        isBusy={edit.isBusy}
        isBlocked={!edit.isDirty || edit.isConflict}
        onSubmit={edit.save}
        cancelHref={links.getWebhookLink(webhook.id)}
      />
    </PageSubject>
  );
}

export function EditWebhook(props: { workspace: string }) {
  return (
    <WebhookInUrl workspace={props.workspace}>
      <EditWebhookForm />
    </WebhookInUrl>
  );
}
