import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Webhook } from '@callboard/plugin-callboard-common';
import { formatInstant, RelativeTime } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { useSubscriptionLabels } from '../shared/useEventLabels';
import { callboardWebhooksTranslationRef } from '../translation';

/** The subscriptions of a webhook, and its last deliveries. */
export function WebhookStats(props: { webhook: Webhook }) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { webhook } = props;
  const subscriptionLabels = useSubscriptionLabels();
  const renderInstant = (instant: string | null) =>
    instant ? <RelativeTime instant={instant} /> : t('detail.never');
  const { description, former_secret_expires_at: until } = webhook;
  const facts: Array<[name: string, value: ReactNode] | false> = [
    description !== null && [t('detail.description'), description],
    [
      t('detail.events'),
      subscriptionLabels(webhook.event_types).map(words => (
        <Box component="span" key={words} sx={{ display: 'block' }}>
          {words}
        </Box>
      )),
    ],
    [t('detail.lastSent'), renderInstant(webhook.last_delivery_at)],
    [t('detail.lastSuccess'), renderInstant(webhook.last_success_at)],
    until !== null &&
      Date.parse(until) > Date.now() && [
        t('detail.bothSecrets'),
        t('detail.bothSecretsUntil', { until: formatInstant(until, 'short') }),
      ],
  ];
  return (
    <Box
      component="dl"
      aria-label={t('detail.facts')}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 5,
        rowGap: 1.5,
        m: 0,
        typography: 'body2',
        '& dt': { typography: 'caption', color: 'text.secondary' },
        '& dd': { m: 0, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' },
      }}
    >
      {facts
        .filter(fact => fact !== false)
        .map(([name, value]) => (
          <Box key={name} sx={{ maxWidth: '72ch' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Box>
        ))}
    </Box>
  );
}
