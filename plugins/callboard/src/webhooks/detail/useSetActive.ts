import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type Webhook } from '@callboard/plugin-callboard-common';
import {
  useCallboardClient,
  useToast,
} from '@callboard/plugin-callboard-react';
import type { UseMutationResult } from '@tanstack/react-query';
import { useWebhookAction } from '../shared/useWebhookAction';
import { callboardWebhooksTranslationRef } from '../translation';

/** Activates or deactivates a webhook. */
export function useSetActive(
  slug: string,
  { id }: Webhook,
): UseMutationResult<Webhook, Error, boolean> {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const client = useCallboardClient();
  const notify = useToast();
  return useWebhookAction({
    run: (is_active: boolean) =>
      client.call(endpoints.updateWebhook, {
        params: { slug, id },
        body: { is_active },
      }),
    onDone: ({ name, is_active }) =>
      notify({
        title: is_active
          ? t('detail.activated', { name })
          : t('detail.deactivated', { name }),
        status: 'success',
      }),
  });
}
