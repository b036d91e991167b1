import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { callboardTranslationRef } from '../translation';

/** Returns the label of a queue; an unknown one has its own name. */
export function useQueueLabels(): (queue: string) => string {
  const { t } = useTranslationRef(callboardTranslationRef);
  return useCallback(
    queue => {
      switch (queue) {
        case 'fan-out':
          return t('queues.of.notifications');
        case 'mails':
          return t('queues.of.mails');
        case 'webhooks':
        case 'webhook-replays':
          return t('queues.of.webhooks');
        default:
          return queue;
      }
    },
    [t],
  );
}
