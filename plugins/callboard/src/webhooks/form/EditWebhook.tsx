import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  webhookPatch,
  type WebhookPatch,
} from '@callboard/plugin-callboard-common';
import {
  PageSubject,
  getProblems,
  useToast,
  renderThenFocus,
} from '@callboard/plugin-callboard-react';
import { useForm } from 'react-hook-form';
import { useNavigate } from 'react-router-dom';
import {
  EditProblem,
  useEditForm,
  useFieldErrors,
} from '../../shared/resourceForms';
import {
  webhookEndpoints,
  useWebhookInUrl,
  useWebhookLinks,
  WebhookInUrl,
} from '../WebhookInUrl';
import { callboardWebhooksTranslationRef } from '../translation';
import { WebhookForm } from './WebhookForm';
import {
  createWebhookFormResolver,
  webhookFields,
  toWebhookFormValues,
  type WebhookFormValues,
} from './WebhookFormValues';

const resolver = createWebhookFormResolver(webhookPatch);

function EditWebhookForm() {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { slug, webhook } = useWebhookInUrl();
  const showToast = useToast();
  const navigate = useNavigate();
  const links = useWebhookLinks(slug);
  const form = useForm<WebhookFormValues, unknown, WebhookPatch>({
    resolver,
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
      renderThenFocus(() => navigate(links.getWebhookLink(webhook.id)));
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
