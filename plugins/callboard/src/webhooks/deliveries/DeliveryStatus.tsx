import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { WebhookDelivery } from '@callboard/plugin-callboard-common';
import { IconText } from '@callboard/plugin-callboard-react';
import CheckCircleIcon from '@mui/icons-material/CheckCircle';
import ErrorIcon from '@mui/icons-material/Error';
import ScheduleIcon from '@mui/icons-material/Schedule';
import { callboardWebhooksTranslationRef } from '../translation';

const styles = {
  delivered: { icon: CheckCircleIcon, colour: 'success' },
  failed: { icon: ErrorIcon, colour: 'error' },
  pending: { icon: ScheduleIcon, colour: 'warning' },
} as const;

/** The status of a delivery, and the last response code. */
export function DeliveryStatus(props: {
  delivery: Pick<WebhookDelivery, 'status' | 'try_count' | 'last_status_code'>;
}) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { status, try_count, last_status_code } = props.delivery;
  const { icon: Icon, colour } = styles[status];
  const answer =
    try_count > 0 ? last_status_code ?? t('deliveries.noAnswer') : undefined;
  return (
    <IconText
      icon={<Icon aria-hidden color={colour} sx={{ fontSize: 18 }} />}
      text={[t(`deliveries.${status}`), answer].filter(Boolean).join(' · ')}
    />
  );
}
