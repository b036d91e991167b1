import {
  endpoints,
  type Webhook,
  permissions,
} from '@callboard/plugin-callboard-common';
import {
  QueryState,
  ShortcutsHelp,
  useCallboardQuery,
  formatInstant,
  RelativeTime,
  useEndpointMutation,
  useAllowed,
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
  useWebhookLinks,
  webhookEndpoints,
} from './WebhookInUrl';
import { WebhookStateLabel } from './WebhookStateLabel';
import { useSubscriptionLabels } from './useEventLabels';
import { callboardWebhooksTranslationRef } from './translation';
import { HealthSection } from './HealthSection';
import { WebhookMenu, useSetActive } from './WebhookMenu';

/** Sends a test delivery and opens it. */
function TestButton(props: { workspace: string; webhook: Webhook }) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { workspace: slug, webhook } = props;
  const [, openDelivery] = useOpenDelivery();
  const test = useEndpointMutation(endpoints.testWebhook, {
    toRequest: () => ({ params: { slug, id: webhook.id } }),
    invalidates: webhookEndpoints,
    refetchesAfterFailure: true,
    toFailureTitle: () => t('detail.actFailed'),
    onSuccess: delivery => openDelivery(delivery.id),
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

/** The name, status and actions of a webhook. */
function WebhookHead(props: { workspace: string; webhook: Webhook }) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { workspace, webhook } = props;
  const links = useWebhookLinks(workspace);
  const canTest = useAllowed(permissions.webhook.test, workspace);
  const canUpdate = useAllowed(permissions.webhook.update, workspace);
  return (
    <Box
      component="header"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'flex-start',
        justifyContent: 'space-between',
        gap: 2,
      }}
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
        {webhook.is_active && canTest && (
          <TestButton workspace={workspace} webhook={webhook} />
        )}
        {canUpdate && (
          <Button
            variant="outlined"
            component={RouterLink}
            to={links.getEditLink(webhook.id)}
          >
            {t('detail.edit')}
          </Button>
        )}
        <WebhookMenu workspace={workspace} webhook={webhook} />
      </Box>
    </Box>
  );
}

/** The description and subscriptions of a webhook, and the times of its last deliveries. */
function WebhookStats(props: { webhook: Webhook }) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { webhook } = props;
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
function InactiveAlert(props: { workspace: string; webhook: Webhook }) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { workspace, webhook } = props;
  const setActive = useSetActive(workspace, webhook);
  const canUpdate = useAllowed(permissions.webhook.update, workspace);
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

function WebhookContent(props: { workspace: string; webhook: Webhook }) {
  const { workspace: slug, webhook } = props;
  const health = useCallboardQuery(
    endpoints.getWebhookHealth,
    { params: { slug, id: webhook.id } },
    { refetchInterval: POLL_MS, staleTime: 0 },
  );
  return (
    <Stack spacing={3}>
      <WebhookHead workspace={slug} webhook={webhook} />
      {!webhook.is_active && (
        <InactiveAlert workspace={slug} webhook={webhook} />
      )}
      <WebhookStats webhook={webhook} />
      <QueryState query={health}>
        {({ hours }) => <HealthSection hours={hours} />}
      </QueryState>
      <Deliveries workspace={slug} webhook={webhook} health={health.data} />
      <ShortcutsHelp standardShortcuts={['move', 'open']} />
    </Stack>
  );
}

/** The webhook in the URL: its status and its deliveries. */
export function WebhookDetail(props: { workspace: string }) {
  const { workspace } = props;
  return (
    <WebhookInUrl workspace={workspace} refetchInterval={POLL_MS}>
      {webhook => <WebhookContent workspace={workspace} webhook={webhook} />}
    </WebhookInUrl>
  );
}
