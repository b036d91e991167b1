import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type Health,
  permissions,
  type QueueStatus,
} from '@callboard/plugin-callboard-common';
import {
  EmptyState,
  getErrorStatus,
  LoadingState,
  QueryState,
  RelativeTime,
  toCountParams,
  useAllowed,
  useCallboardQuery,
  useEndpointMutation,
  useMe,
  useToast,
} from '@callboard/plugin-callboard-react';
import CheckCircleOutlineIcon from '@mui/icons-material/CheckCircleOutline';
import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { Fragment, useRef, useState } from 'react';
import { callboardTranslationRef } from '../translation';
import { DeadLetters } from './DeadLetters';
import { MAX_HEALTHY_LAG_MS, RelayHealth } from './RelayHealth';
import {
  ErrorText,
  RetryButton,
  SystemList,
  SystemListItem,
  SystemSection,
  useSubscriberLabels,
} from './SystemSection';

const POLL_MS = 15_000;

function useQueueLabels(): (queue: string) => string {
  const { t } = useTranslationRef(callboardTranslationRef);
  return queue => {
    switch (queue) {
      case 'fan-out':
        return t('queues.of.notifications');
      case 'mails':
        return t('queues.of.mails');
      case 'webhooks':
      case 'webhook-replays':
        return t('queues.of.webhooks');
      default:
        return queue;
    }
  };
}

function isQueueTroubled({
  dead_lettered,
  retrying,
  oldest_due_at,
}: QueueStatus): boolean {
  const waitMs =
    oldest_due_at === null ? 0 : Date.now() - Date.parse(oldest_due_at);
  return dead_lettered > 0 || retrying > 0 || waitMs > MAX_HEALTHY_LAG_MS;
}

function TroubledQueues() {
  const { t } = useTranslationRef(callboardTranslationRef);
  const getQueueLabel = useQueueLabels();
  const title = useRef<HTMLHeadingElement>(null);
  const showToast = useToast();
  const canRetry = useAllowed(permissions.queue.retry);
  const retry = useEndpointMutation(endpoints.retryDeadJobs, {
    toRequest: (queue: string) => ({ body: { queue } }),
    invalidates: [endpoints.listQueues, endpoints.getHealth],
    refetchesAfterFailure: true,
    onSuccess: ({ retried }) =>
      showToast({
        status: 'success',
        title: t('queues.retried', toCountParams(retried)),
        description: t('dispatches.retriedHint'),
      }),
    toFailureTitle: () => t('queues.retryFailed'),
  });
  const queues = useCallboardQuery(
    endpoints.listQueues,
    {},
    { refetchInterval: POLL_MS, staleTime: 0 },
  );

  function listStats({
    dead_lettered,
    retrying,
    waiting,
    oldest_due_at,
  }: QueueStatus) {
    return [
      dead_lettered > 0 &&
        t('queues.deadLetters', toCountParams(dead_lettered)),
      retrying > 0 && t('queues.retrying', toCountParams(retrying)),
      t('queues.waiting', toCountParams(waiting)),
      oldest_due_at !== null && (
        <>
          {t('queues.since')} <RelativeTime instant={oldest_due_at} />
        </>
      ),
    ].filter(stat => stat !== false);
  }

  const renderQueue = (queue: QueueStatus, id: string) => (
    <SystemListItem
      key={queue.name}
      action={
        canRetry &&
        queue.dead_lettered > 0 && (
          <RetryButton
            label={t('queues.retry')}
            describedBy={id}
            onClick={() => {
              retry.mutate(queue.name);
              title.current?.focus();
            }}
          />
        )
      }
    >
      <Typography id={id} variant="body2">
        {getQueueLabel(queue.name)}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {listStats(queue).map((stat, index) => (
          <Fragment key={index}>
            {index > 0 && ' · '}
            {stat}
          </Fragment>
        ))}
      </Typography>
      {queue.last_error !== null && <ErrorText text={queue.last_error} />}
    </SystemListItem>
  );

  return (
    <SystemSection title={t('queues.title')} titleRef={title}>
      {titleId => (
        <QueryState query={queues}>
          {({ items }) => {
            const troubled = items.filter(isQueueTroubled);
            return troubled.length > 0 ? (
              <SystemList titleId={titleId}>
                {troubled.map(queue =>
                  renderQueue(queue, `${titleId}-${queue.name}`),
                )}
              </SystemList>
            ) : (
              <EmptyState
                icon={<CheckCircleOutlineIcon />}
                title={t('queues.empty')}
              >
                {t('dispatches.emptyHint')}
              </EmptyState>
            );
          }}
        </QueryState>
      )}
    </SystemSection>
  );
}

function PausedSubscribers() {
  const { t } = useTranslationRef(callboardTranslationRef);
  const getSubscriberLabel = useSubscriberLabels();
  const subscribers = useCallboardQuery(
    endpoints.listSubscribers,
    {},
    { refetchInterval: POLL_MS, staleTime: 0 },
  );
  return (
    <SystemSection title={t('paused.title')}>
      {titleId => (
        <QueryState query={subscribers}>
          {({ items }) => (
            <SystemList titleId={titleId}>
              {items
                .filter(({ paused_at }) => paused_at !== null)
                .map(({ name, paused_at, waiting, last_error }) => (
                  <SystemListItem key={name}>
                    <Typography variant="body2">
                      {t('paused.who', { who: getSubscriberLabel(name) })}
                    </Typography>
                    <Typography variant="body2" color="text.secondary">
                      {t('paused.since')} <RelativeTime instant={paused_at!} />
                      {' · '}
                      {t('paused.waiting', toCountParams(waiting))}
                    </Typography>
                    {last_error !== null && <ErrorText text={last_error} />}
                  </SystemListItem>
                ))}
            </SystemList>
          )}
        </QueryState>
      )}
    </SystemSection>
  );
}

const TITLE_ID = 'callboard-system';

function isTroubled({ dead_lettered, lag_ms }: Health['jobs']): boolean {
  return dead_lettered > 0 || lag_ms > MAX_HEALTHY_LAG_MS;
}

export function SystemStatus() {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { data, error, refetch } = useCallboardQuery(
    endpoints.getHealth,
    {},
    { refetchInterval: POLL_MS, staleTime: 0 },
  );
  const { data: me } = useMe();
  const isSuperAdmin = me?.is_super_admin ?? false;
  const canReadSubscribers = useAllowed(permissions.subscriber.read);
  const canReadDeadLetters = useAllowed(permissions.deadLetter.read);
  const canReadQueues = useAllowed(permissions.queue.read);
  // The list stays after its last item is retried, and then shows an empty state.
  const [hadDeadLetters, setHadDeadLetters] = useState(false);
  if (!hadDeadLetters && data && data.relay.dead_lettered > 0) {
    setHadDeadLetters(true);
  }
  const [wasTroubled, setWasTroubled] = useState(false);
  if (!wasTroubled && data && isTroubled(data.jobs)) {
    setWasTroubled(true);
  }

  function renderContent() {
    // Without this alert, an earlier response would show the system as healthy.
    if (error) {
      return (
        <Alert
          severity="error"
          variant="outlined"
          action={
            <Button color="inherit" size="small" onClick={() => refetch()}>
              {t('system.retry')}
            </Button>
          }
        >
          <AlertTitle>{t('system.failed')}</AlertTitle>
          {getErrorStatus(error) === 503
            ? t('system.away')
            : t('system.unreachable')}
        </Alert>
      );
    }
    return data ? (
      <>
        <RelayHealth health={data} isSuperAdmin={isSuperAdmin} />
        {isSuperAdmin && canReadSubscribers && data.relay.paused > 0 && (
          <PausedSubscribers />
        )}
        {isSuperAdmin && canReadDeadLetters && hadDeadLetters && (
          <DeadLetters count={data.relay.dead_lettered} />
        )}
        {isSuperAdmin && canReadQueues && wasTroubled && <TroubledQueues />}
      </>
    ) : (
      <LoadingState>
        <Skeleton variant="rounded" sx={{ height: { xs: 149, sm: 94 } }} />
      </LoadingState>
    );
  }

  return (
    <Box component="section" aria-labelledby={TITLE_ID}>
      <Typography
        id={TITLE_ID}
        variant="subtitle1"
        component="h2"
        sx={{ mb: 1, fontWeight: 600 }}
      >
        {t('system.title')}
      </Typography>
      {renderContent()}
    </Box>
  );
}
