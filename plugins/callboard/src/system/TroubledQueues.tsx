import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type QueueStatus,
  permissions,
} from '@callboard/plugin-callboard-common';
import {
  toCountParams,
  EmptyState,
  QueryState,
  RelativeTime,
  useCallboardQuery,
  useToast,
  useEndpointMutation,
  useAllowed,
} from '@callboard/plugin-callboard-react';
import CheckCircleOutlineIcon from '@mui/icons-material/CheckCircleOutline';
import Typography from '@mui/material/Typography';
import { Fragment, useRef } from 'react';
import { callboardTranslationRef } from '../translation';
import {
  ErrorText,
  SystemList,
  SystemListItem,
  SystemSection,
  RetryButton,
} from './SystemSection';
import { MAX_HEALTHY_LAG_MS } from './RelayHealth';

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

const POLL_MS = 15_000;

function isTroubled({
  dead_lettered,
  retrying,
  oldest_due_at,
}: QueueStatus): boolean {
  const waitMs =
    oldest_due_at === null ? 0 : Date.now() - Date.parse(oldest_due_at);
  return dead_lettered > 0 || retrying > 0 || waitMs > MAX_HEALTHY_LAG_MS;
}

export function TroubledQueues() {
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
            const troubled = items.filter(isTroubled);
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
