import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type ResponseOf,
  type WebhookDelivery,
  permissions,
} from '@callboard/plugin-callboard-common';
import {
  TooltipIconButton,
  oneLine,
  ListTable,
  EmptyState,
  QueryState,
  useEndpointPages,
  Section,
  useCallboardQuery,
  formatCount,
  RelativeTime,
  type DataTableColumn,
  useUrlState,
  useAllowed,
  SideDrawer,
} from '@callboard/plugin-callboard-react';
import RefreshIcon from '@mui/icons-material/Refresh';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { useState, useMemo, useCallback } from 'react';
import CloseIcon from '@mui/icons-material/Close';
import { isMissing } from '../../shared/isMissing';
import { useOnChange } from '../../shared/useOnChange';
import { useRefreshWebhooks, useWebhookInUrl } from '../WebhookInUrl';
import { callboardWebhooksTranslationRef } from '../translation';
import { AttemptLabels, DeliveryStatus } from './DeliveryStatus';
import { DeliveryDetails } from './DeliveryDetails';
import { DeliveryFilters, useDeliveryFilter } from './DeliveryFilters';
import { ReplayDialog } from './ReplayDialog';

const openDeliveryParameters = ['delivery'] as const;

export function useOpenDelivery() {
  const [{ delivery }, setState] = useUrlState(openDeliveryParameters);
  const open = useCallback(
    (id: string | undefined) => setState({ delivery: id }),
    [setState],
  );
  return [delivery, open] as const;
}

const oneLineBlock = { ...oneLine, display: 'block' } as const;

function useDeliveryColumns(): DataTableColumn<WebhookDelivery>[] {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  return useMemo(
    () => [
      {
        id: 'status',
        header: t('deliveries.status'),
        width: '152px',
        narrow: 'first',
        cell: ({ row }) => <DeliveryStatus delivery={row.original} />,
      },
      {
        id: 'event',
        header: t('deliveries.event'),
        width: 'minmax(140px, 1fr)',
        cell: ({ row: { original } }) => (
          <Box
            component="code"
            title={original.type}
            sx={{ ...oneLineBlock, fontSize: 12.5 }}
          >
            {original.type}
          </Box>
        ),
      },
      {
        id: 'about',
        header: t('deliveries.about'),
        width: 'minmax(120px, 1.5fr)',
        narrow: 'line',
        cell: ({ row: { original } }) =>
          original.entity_label && (
            <Box
              component="bdi"
              title={original.entity_label}
              sx={oneLineBlock}
            >
              {original.entity_label}
            </Box>
          ),
      },
      {
        id: 'when',
        header: t('deliveries.when'),
        width: '104px',
        cell: ({ row }) => <RelativeTime instant={row.original.created_at} />,
      },
      {
        id: 'took',
        header: t('deliveries.took'),
        width: '80px',
        align: 'end',
        hideBelow: 880,
        narrow: 'hide',
        cell: ({ row: { original } }) =>
          original.last_duration_ms !== null &&
          t('deliveries.milliseconds', {
            formatted: formatCount(original.last_duration_ms),
          }),
      },
      {
        id: 'attempts',
        header: t('deliveries.attempts'),
        width: 'minmax(112px, 200px)',
        cell: ({ row }) => (
          <Box component="span" sx={oneLineBlock}>
            <AttemptLabels delivery={row.original} />
          </Box>
        ),
      },
    ],
    [t],
  );
}

/** The polling interval of a pending delivery: the person may be waiting for the next attempt. */
const POLL_MS = 2_000;

function DeliveryContent(props: { id: string }) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { slug, webhook } = useWebhookInUrl();
  const { id } = props;
  const [, open] = useOpenDelivery();
  const delivery = useCallboardQuery(
    endpoints.getWebhookDelivery,
    { params: { slug, id: webhook.id, did: id } },
    {
      staleTime: 0,
      refetchInterval: ({ state }) =>
        state.data?.status === 'pending' ? POLL_MS : false,
    },
  );
  if (isMissing(delivery.error)) {
    return (
      <EmptyState
        title={t('delivery.missing')}
        action={
          <Button variant="outlined" onClick={() => open(undefined)}>
            {t('delivery.close')}
          </Button>
        }
      >
        {t('delivery.missingHint')}
      </EmptyState>
    );
  }
  return (
    <QueryState query={delivery}>
      {data => <DeliveryDetails delivery={data} />}
    </QueryState>
  );
}

function DeliveryDrawer() {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const [id, open] = useOpenDelivery();
  const close = () => open(undefined);
  return (
    <SideDrawer
      label={t('delivery.label')}
      width={1080}
      isOpen={id !== undefined}
      onClose={close}
    >
      <IconButton
        aria-label={t('delivery.close')}
        onClick={close}
        sx={{ position: 'absolute', top: 12, right: 12 }}
      >
        <CloseIcon />
      </IconButton>
      <Box sx={{ p: { xs: 2, sm: 3 }, pt: 2 }}>
        {id !== undefined && <DeliveryContent key={id} id={id} />}
      </Box>
    </SideDrawer>
  );
}

/** Longer lists are not refetched automatically, because that would take many requests. */
const MAX_REFETCHED_ROWS = 200;

export function Deliveries(props: {
  health: ResponseOf<typeof endpoints.getWebhookHealth> | undefined;
}) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { slug, webhook } = useWebhookInUrl();
  const { health } = props;
  const [filter, changeFilter] = useDeliveryFilter();
  const [openId, open] = useOpenDelivery();
  const canReplay = useAllowed(permissions.webhookDelivery.replay, slug);
  const [isReplaying, setReplaying] = useState(false);
  const columns = useDeliveryColumns();
  const refresh = useRefreshWebhooks();
  const list = useEndpointPages(endpoints.listWebhookDeliveries, {
    params: { slug, id: webhook.id },
    query: filter,
  });
  const { items = [] } = list.data ?? {};
  const refetchList = () => {
    if (items.length <= MAX_REFETCHED_ROWS) {
      // By default, each poll would cancel a running request for more deliveries.
      list.refetch({ cancelRefetch: false });
    }
  };
  // New deliveries change the webhook and its statistics, which are polled every few seconds.
  useOnChange(webhook, refetchList);
  useOnChange(health, refetchList);
  const isFiltered = Boolean(filter.status ?? filter.type);
  const noDeliveries = isFiltered ? (
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
          {canReplay &&
            webhook.is_active &&
            (items.length > 0 || isFiltered) && (
              <Button
                size="small"
                variant="outlined"
                onClick={() => setReplaying(true)}
              >
                {t('deliveries.replay')}
              </Button>
            )}
          <TooltipIconButton
            label={t('deliveries.refresh')}
            icon={<RefreshIcon fontSize="small" />}
            onClick={refresh}
          />
        </Box>
      }
    >
      {(items.length > 0 || isFiltered) && (
        <DeliveryFilters
          filter={filter}
          onChange={changeFilter}
          health={health}
        />
      )}
      <ListTable
        label={t('deliveries.label')}
        columns={columns}
        list={list}
        empty={noDeliveries}
        onRowOpen={({ id }) => open(id)}
        openRowId={openId}
        isMain
      />
      <DeliveryDrawer />
      {isReplaying && <ReplayDialog onClose={() => setReplaying(false)} />}
    </Section>
  );
}
