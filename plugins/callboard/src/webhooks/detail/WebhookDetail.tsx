import { endpoints, type Webhook } from '@callboard/plugin-callboard-common';
import {
  QueryState,
  ShortcutsHelp,
  useCallboardQuery,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { Deliveries } from '../deliveries/Deliveries';
import { WebhookInAddress } from '../shared/WebhookInAddress';
import { HealthSection } from './HealthSection';
import { InactiveAlert } from './InactiveAlert';
import { WebhookStats } from './WebhookStats';
import { WebhookHead } from './WebhookHead';

/** Deliveries change without user actions, and no signal announces it. */
const POLL = 5_000;

function Found(props: { workspace: string; webhook: Webhook }) {
  const { workspace: slug, webhook } = props;
  const health = useCallboardQuery(
    endpoints.getWebhookHealth,
    { params: { slug, id: webhook.id } },
    { refetchInterval: POLL, staleTime: 0 },
  );
  return (
    <Stack spacing={3}>
      <WebhookHead workspace={slug} webhook={webhook} />
      {!webhook.is_active && (
        <InactiveAlert workspace={slug} webhook={webhook} />
      )}
      <WebhookStats webhook={webhook} />
      <QueryState query={health}>
        {found => <HealthSection hours={found.hours} />}
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
    <WebhookInAddress workspace={workspace} refetchInterval={POLL}>
      {webhook => <Found workspace={workspace} webhook={webhook} />}
    </WebhookInAddress>
  );
}
