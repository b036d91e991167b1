import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type ResponseOf,
  type Webhook,
  type WebhookDelivery,
} from '@callboard/plugin-callboard-common';
import {
  DataTable,
  EmptyState,
  QueryState,
  useEndpointPages,
  Section,
} from '@callboard/plugin-callboard-react';
import RefreshIcon from '@mui/icons-material/Refresh';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { useState } from 'react';
import { useRefreshWebhooks } from '../shared/useRefreshWebhooks';
import { callboardWebhooksTranslationRef } from '../translation';
import { DeliveryDrawer } from './DeliveryDrawer';
import { DeliveryFilters } from './DeliveryFilters';
import { ReplayDialog } from './ReplayDialog';
import { useDeliveryColumns } from './useDeliveryColumns';
import { useDeliveryFilter } from './useDeliveryFilter';
import { useFollowDeliveries } from './useFollowDeliveries';
import { useOpenDelivery } from './useOpenDelivery';

const getRowId = (delivery: WebhookDelivery) => delivery.id;

/** The sent and pending deliveries of a webhook in the last 30 days. */
export function Deliveries(props: {
  workspace: string;
  webhook: Webhook;
  health: ResponseOf<typeof endpoints.getWebhookHealth> | undefined;
}) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { workspace: slug, webhook, health } = props;
  const [filter, change] = useDeliveryFilter();
  const [openId, open] = useOpenDelivery();
  const [isReplaying, setReplaying] = useState(false);
  const columns = useDeliveryColumns();
  const refresh = useRefreshWebhooks();
  const list = useEndpointPages(endpoints.listWebhookDeliveries, {
    params: { slug, id: webhook.id },
    query: filter,
  });
  const { items = [] } = list.data ?? {};
  useFollowDeliveries(webhook, items.length, list.refetch);
  useFollowDeliveries(health, items.length, list.refetch);
  const isFiltered = Boolean(filter.status ?? filter.type);
  const renderNoDeliveries = () =>
    isFiltered ? (
      <EmptyState title={t('deliveries.nothing')}>
        {t('deliveries.nothingHint')}
      </EmptyState>
    ) : (
      <EmptyState title={t('deliveries.empty')}>
        {webhook.is_active
          ? t('deliveries.emptyHint')
          : t('deliveries.emptyInactive')}
      </EmptyState>
    );
  return (
    <Section
      title={t('deliveries.title')}
      aside={
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
          {webhook.is_active && (items.length > 0 || isFiltered) && (
            <Button
              size="small"
              variant="outlined"
              onClick={() => setReplaying(true)}
            >
              {t('deliveries.replay')}
            </Button>
          )}
          <Tooltip title={t('deliveries.refresh')}>
            <IconButton
              size="small"
              aria-label={t('deliveries.refresh')}
              onClick={refresh}
            >
              <RefreshIcon fontSize="small" />
            </IconButton>
          </Tooltip>
        </Box>
      }
    >
      {(items.length > 0 || isFiltered) && (
        <DeliveryFilters filter={filter} onChange={change} health={health} />
      )}
      <QueryState query={list}>
        {loaded =>
          loaded.items.length === 0 ? (
            renderNoDeliveries()
          ) : (
            <DataTable
              label={t('deliveries.label')}
              columns={columns}
              rows={loaded.items}
              rowId={getRowId}
              onRowOpen={({ id }) => open(id)}
              openRowId={openId}
              total={loaded.total}
              pages={list}
              isMain
            />
          )
        }
      </QueryState>
      <DeliveryDrawer workspace={slug} webhook={webhook} />
      {isReplaying && (
        <ReplayDialog
          workspace={slug}
          webhook={webhook}
          onClose={() => setReplaying(false)}
        />
      )}
    </Section>
  );
}
