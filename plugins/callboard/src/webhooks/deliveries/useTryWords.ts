import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WebhookDelivery } from '@callboard/plugin-callboard-common';
import { formatCount } from '@callboard/plugin-callboard-react';
import { useCallback } from 'react';
import { callboardWebhooksTranslationRef } from '../translation';
import { untilText } from './untilText';

/** Says how often a delivery was tried, or when it is tried next. */
export function useTryWords(): (delivery: WebhookDelivery) => string {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  return useCallback(
    delivery => {
      const { status, attempts, max_attempts, next_attempt_at } = delivery;
      if (status === 'pending') {
        return t('deliveries.nextTry', {
          when: untilText(next_attempt_at, Date.now()) ?? t('deliveries.soon'),
          number: String(attempts + 1),
          all: String(max_attempts),
        });
      }
      const { try_count } = delivery;
      return try_count > 0
        ? t('deliveries.triesCount', {
            count: try_count,
            formatted: formatCount(try_count),
          })
        : t('deliveries.notTried');
    },
    [t],
  );
}
