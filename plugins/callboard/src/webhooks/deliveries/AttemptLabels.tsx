import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WebhookDelivery } from '@callboard/plugin-callboard-common';
import { formatCount, useNow } from '@callboard/plugin-callboard-react';
import { callboardWebhooksTranslationRef } from '../translation';
import { formatTimeUntil } from './formatTimeUntil';

const SECOND = 1_000;

/** Counts down to the next attempt of a delivery. */
function NextTry(props: { delivery: WebhookDelivery }) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const now = useNow(SECOND);
  const { attempts, max_attempts, next_attempt_at } = props.delivery;
  const words = t('deliveries.nextTry', {
    when: formatTimeUntil(next_attempt_at, now) ?? t('deliveries.soon'),
    number: String(attempts + 1),
    all: String(max_attempts),
  });
  return <span title={words}>{words}</span>;
}

/** The number of attempts of a delivery, or the time of the next one. */
export function AttemptLabels(props: { delivery: WebhookDelivery }) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { status, try_count } = props.delivery;
  if (status === 'pending') {
    return <NextTry delivery={props.delivery} />;
  }
  return (
    <span>
      {try_count > 0
        ? t('deliveries.attemptsCount', {
            count: try_count,
            formatted: formatCount(try_count),
          })
        : t('deliveries.notAttempted')}
    </span>
  );
}
