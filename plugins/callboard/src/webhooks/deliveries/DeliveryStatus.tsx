import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WebhookDelivery } from '@callboard/plugin-callboard-common';
import {
  useNow,
  IconText,
  toCountParams,
} from '@callboard/plugin-callboard-react';
import CheckCircleIcon from '@mui/icons-material/CheckCircle';
import ErrorIcon from '@mui/icons-material/Error';
import ScheduleIcon from '@mui/icons-material/Schedule';
import { callboardWebhooksTranslationRef } from '../translation';
import { formatTimeUntil } from '../../shared/formatDuration';

const styles = {
  delivered: { icon: CheckCircleIcon, colour: 'success' },
  failed: { icon: ErrorIcon, colour: 'error' },
  pending: { icon: ScheduleIcon, colour: 'warning' },
} as const;

export function DeliveryStatus(props: {
  delivery: Pick<WebhookDelivery, 'status' | 'try_count' | 'last_status_code'>;
}) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { status, try_count, last_status_code } = props.delivery;
  const { icon: Icon, colour } = styles[status];
  const response =
    try_count > 0 ? last_status_code ?? t('deliveries.noAnswer') : undefined;
  return (
    <IconText
      icon={<Icon aria-hidden color={colour} sx={{ fontSize: 18 }} />}
      text={[t(`deliveries.${status}`), response].filter(Boolean).join(' · ')}
    />
  );
}

const SECOND_MS = 1_000;

function NextAttempt(props: { delivery: WebhookDelivery }) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const now = useNow(SECOND_MS);
  const { attempts, max_attempts, next_attempt_at } = props.delivery;
  const label = t('deliveries.nextTry', {
    when: formatTimeUntil(next_attempt_at, now) ?? t('deliveries.soon'),
    number: String(attempts + 1),
    all: String(max_attempts),
  });
  return <span title={label}>{label}</span>;
}

/** The number of attempts of a delivery. For a pending delivery, the time of the next attempt. */
export function AttemptLabels(props: { delivery: WebhookDelivery }) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { status, try_count } = props.delivery;
  if (status === 'pending') {
    return <NextAttempt delivery={props.delivery} />;
  }
  return (
    <span>
      {try_count > 0
        ? t('deliveries.attemptsCount', toCountParams(try_count))
        : t('deliveries.notAttempted')}
    </span>
  );
}
