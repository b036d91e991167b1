import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Webhook } from '@callboard/plugin-callboard-common';
import { toCountParams } from '@callboard/plugin-callboard-react';
import CheckCircleIcon from '@mui/icons-material/CheckCircle';
import ErrorIcon from '@mui/icons-material/Error';
import HourglassEmptyIcon from '@mui/icons-material/HourglassEmpty';
import PauseCircleIcon from '@mui/icons-material/PauseCircle';
import WarningAmberIcon from '@mui/icons-material/WarningAmber';
import Box from '@mui/material/Box';
import type SvgIcon from '@mui/material/SvgIcon';
import { callboardWebhooksTranslationRef } from './translation';

/** The state of a webhook: whether it is active, and whether deliveries succeed. */
type WebhookState =
  | 'healthy'
  | 'failing'
  | 'unused'
  // A person deactivated the webhook.
  | 'off'
  // Callboard deactivated the webhook because the receiver returned 410.
  | 'removed'
  // Callboard deactivated the webhook because deliveries failed.
  | 'stopped';

export function getWebhookState(webhook: Webhook): WebhookState {
  if (!webhook.is_active) {
    const { disabled_reason } = webhook;
    if (disabled_reason === null) {
      return 'off';
    }
    return disabled_reason === 'endpoint_removed' ? 'removed' : 'stopped';
  }
  if (webhook.consecutive_failures > 0) {
    return 'failing';
  }
  return webhook.last_delivery_at ? 'healthy' : 'unused';
}

const styles: Record<
  WebhookState,
  { icon: typeof SvgIcon; colour: 'success' | 'warning' | 'error' | 'disabled' }
> = {
  healthy: { icon: CheckCircleIcon, colour: 'success' },
  failing: { icon: WarningAmberIcon, colour: 'warning' },
  unused: { icon: HourglassEmptyIcon, colour: 'disabled' },
  off: { icon: PauseCircleIcon, colour: 'disabled' },
  removed: { icon: ErrorIcon, colour: 'error' },
  stopped: { icon: ErrorIcon, colour: 'error' },
};

export function WebhookStateLabel(props: { webhook: Webhook }) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const state = getWebhookState(props.webhook);
  const { icon: Icon, colour } = styles[state];
  const count = props.webhook.consecutive_failures;
  return (
    <Box
      component="span"
      sx={{ display: 'inline-flex', alignItems: 'flex-start', gap: 0.75 }}
    >
      <Icon aria-hidden color={colour} sx={{ fontSize: 18, mt: '1px' }} />
      <span>
        {state === 'failing'
          ? t('state.failing', toCountParams(count))
          : t(`state.${state}`)}
      </span>
    </Box>
  );
}
