import { endpoints, permissions } from '@callboard/plugin-callboard-common';
import {
  formatInstant,
  QueryState,
  RelativeTime,
  Row,
  ShortcutsHelp,
  useAllowed,
  useCallboardQuery,
  useEndpointMutation,
  useIsMounted,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Button from '@mui/material/Button';
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import Typography from '@mui/material/Typography';
import { Link as RouterLink } from 'react-router-dom';
import { Deliveries, useOpenDelivery } from './deliveries/Deliveries';
import { UrlText } from './CodeBlock';
import {
  WebhookInUrl,
  useWebhookInUrl,
  useWebhookLinks,
  webhookEndpoints,
} from './WebhookInUrl';
import { WebhookStateLabel } from './WebhookStateLabel';
import { useSubscriptionLabels } from './useEventLabels';
import { callboardWebhooksTranslationRef } from './translation';
import { HealthSection } from './HealthSection';
import { WebhookMenu, useSetActive } from './WebhookMenu';

function TestButton() {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { slug, webhook } = useWebhookInUrl();
  const [, openDelivery] = useOpenDelivery();
  const isMounted = useIsMounted();
  const test = useEndpointMutation(endpoints.testWebhook, {
    toRequest: () => ({ params: { slug, id: webhook.id } }),
    invalidates: webhookEndpoints,
    refetchesAfterFailure: true,
    toFailureTitle: () => t('detail.actFailed'),
    onSuccess: delivery => isMounted.current && openDelivery(delivery.id),
  });
  return (
    <Button
      variant="contained"
      aria-disabled={test.isPending}
      onClick={() => !test.isPending && test.mutate()}
    >
      {t('detail.test')}
    </Button>
  );
}

function WebhookHead() {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { slug, webhook } = useWebhookInUrl();
  const links = useWebhookLinks(slug);
  const canTest = useAllowed(permissions.webhook.test, slug);
  const canUpdate = useAllowed(permissions.webhook.update, slug);
  return (
    <Row
      component="header"
      alignItems="flex-start"
      gap={2}
      justifyContent="space-between"
    >
      <Box sx={{ flex: '1 1 320px', minWidth: 0 }}>
        <Typography
          variant="h5"
          component="h2"
          sx={{ overflowWrap: 'anywhere', m: 0 }}
        >
          {webhook.name}
        </Typography>
        <UrlText url={webhook.url} />
        <Box role="status" sx={{ typography: 'body2' }}>
          <WebhookStateLabel webhook={webhook} />
        </Box>
      </Box>
      <Box sx={{ display: 'flex', gap: 1 }}>
        {webhook.is_active && canTest && <TestButton />}
        {canUpdate && (
          <Button
            variant="outlined"
            component={RouterLink}
            to={links.getEditLink(webhook.id)}
          >
            {t('detail.edit')}
          </Button>
        )}
        <WebhookMenu />
      </Box>
    </Row>
  );
}

/**
 * The description and subscriptions of a webhook, the times of its last deliveries, and the time
 * until which its previous secret is valid.
 */
function WebhookStats() {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { webhook } = useWebhookInUrl();
  const getSubscriptionLabels = useSubscriptionLabels();
  const renderInstant = (instant: string | null) =>
    instant ? <RelativeTime instant={instant} /> : t('detail.never');
  const { description, former_secret_expires_at: until } = webhook;
  const stats: Array<[name: string, value: ReactNode] | false> = [
    description !== null && [t('detail.description'), description],
    [
      t('detail.events'),
      getSubscriptionLabels(webhook.event_types).map(label => (
        <Box component="span" key={label} sx={{ display: 'block' }}>
          {label}
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
      {stats
        .filter(stat => stat !== false)
        .map(([name, value]) => (
          <Box key={name} sx={{ maxWidth: '72ch' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Box>
        ))}
    </Box>
  );
}

/** Why a webhook is inactive, the consequences, and a button that activates it. */
function InactiveAlert() {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { slug, webhook } = useWebhookInUrl();
  const setActive = useSetActive();
  const canUpdate = useAllowed(permissions.webhook.update, slug);
  const reason = webhook.disabled_reason ?? 'off';
  return (
    <Alert
      severity={reason === 'off' ? 'info' : 'error'}
      variant="outlined"
      sx={{ '& > [class*="MuiAlert-message"]': { maxWidth: '72ch' } }}
    >
      <AlertTitle>{t(`inactive.${reason}`)}</AlertTitle>
      {t(`inactive.${reason}Hint`)}
      {canUpdate && (
        <Button
          color="inherit"
          variant="outlined"
          size="small"
          aria-disabled={setActive.isPending}
          onClick={() => !setActive.isPending && setActive.mutate(true)}
          sx={{ display: 'block', mt: 1.5 }}
        >
          {reason === 'off'
            ? t('inactive.activate')
            : t('inactive.activateAgain')}
        </Button>
      )}
    </Alert>
  );
}

/** The polling interval. No live signal announces that deliveries have changed. */
const POLL_MS = 5_000;

function WebhookContent() {
  const { slug, webhook } = useWebhookInUrl();
  const health = useCallboardQuery(
    endpoints.getWebhookHealth,
    { params: { slug, id: webhook.id } },
    { refetchInterval: POLL_MS, staleTime: 0 },
  );
  return (
    <Stack spacing={3}>
      <WebhookHead />
      {!webhook.is_active && <InactiveAlert />}
      <WebhookStats />
      <QueryState query={health}>
        {({ hours }) => <HealthSection hours={hours} />}
      </QueryState>
      <Deliveries health={health.data} />
      <ShortcutsHelp standardShortcuts={['move', 'open']} />
    </Stack>
  );
}

export function WebhookDetail(props: { workspace: string }) {
  return (
    <WebhookInUrl workspace={props.workspace} refetchInterval={POLL_MS}>
      <WebhookContent />
    </WebhookInUrl>
  );
}
