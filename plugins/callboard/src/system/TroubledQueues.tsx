import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type QueueStatus,
  type JobsRetried,
} from '@callboard/plugin-callboard-common';
import {
  EmptyState,
  formatCount,
  QueryState,
  RelativeTime,
  useCallboardQuery,
  getProblems,
  getQueryKey,
  useCallboardClient,
  useToast,
} from '@callboard/plugin-callboard-react';
import CheckCircleOutlineIcon from '@mui/icons-material/CheckCircleOutline';
import Typography from '@mui/material/Typography';
import { Fragment, useRef, useCallback } from 'react';
import {
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import { callboardTranslationRef } from '../translation';
import { DispatchError } from './DispatchError';
import { USUAL_LAG } from './RelayHealth';
import { RetryButton } from './RetryButton';
import { SystemList, SystemListItem } from './SystemList';
import { SystemSection } from './SystemSection';

/** Retries all dead-lettered jobs of a queue. */
function useRetryJobs(): UseMutationResult<JobsRetried, Error, string> {
  const { t } = useTranslationRef(callboardTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useToast();
  return useMutation<JobsRetried, Error, string>({
    mutationFn: queue =>
      client.call(endpoints.retryDeadJobs, { body: { queue } }),
    onSuccess: ({ retried }) =>
      notify({
        status: 'success',
        title: t('queues.retried', {
          count: retried,
          formatted: formatCount(retried),
        }),
        description: t('dispatches.retriedHint'),
      }),
    onError: error =>
      notify({
        status: 'danger',
        title: t('queues.retryFailed'),
        description: getProblems(error).message,
      }),
    onSettled: () => {
      queries.invalidateQueries({
        queryKey: getQueryKey(endpoints.listQueues),
      });
      queries.invalidateQueries({ queryKey: getQueryKey(endpoints.getHealth) });
    },
  });
}

/** Returns the label of a queue; an unknown one has its own name. */
function useQueueLabels(): (queue: string) => string {
  const { t } = useTranslationRef(callboardTranslationRef);
  return useCallback(
    queue => {
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
    },
    [t],
  );
}

const POLL = 15_000;

/** Whether a queue has problems. */
function isTroubled({
  dead_lettered,
  retrying,
  oldest_due_at,
}: QueueStatus): boolean {
  const since =
    oldest_due_at === null ? 0 : Date.now() - Date.parse(oldest_due_at);
  return dead_lettered > 0 || retrying > 0 || since > USUAL_LAG;
}

/** Failed and delayed jobs, with the reasons and a retry button. */
export function TroubledQueues() {
  const { t } = useTranslationRef(callboardTranslationRef);
  const getQueueLabels = useQueueLabels();
  const title = useRef<HTMLHeadingElement>(null);
  const retry = useRetryJobs();
  const queues = useCallboardQuery(
    endpoints.listQueues,
    {},
    { refetchInterval: POLL, staleTime: 0 },
  );

  function renderStats({
    dead_lettered,
    retrying,
    waiting,
    oldest_due_at,
  }: QueueStatus) {
    return [
      dead_lettered > 0 &&
        t('queues.deadLetters', {
          count: dead_lettered,
          formatted: formatCount(dead_lettered),
        }),
      retrying > 0 &&
        t('queues.retrying', {
          count: retrying,
          formatted: formatCount(retrying),
        }),
      t('queues.waiting', { count: waiting, formatted: formatCount(waiting) }),
      oldest_due_at !== null && (
        <>
          {t('queues.since')} <RelativeTime instant={oldest_due_at} />
        </>
      ),
    ].filter(fact => fact !== false);
  }

  const renderQueue = (queue: QueueStatus, id: string) => (
    <SystemListItem
      key={queue.name}
      action={
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
        {getQueueLabels(queue.name)}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {renderStats(queue).map((fact, index) => (
          <Fragment key={index}>
            {index > 0 && ' · '}
            {fact}
          </Fragment>
        ))}
      </Typography>
      {queue.last_error !== null && <DispatchError text={queue.last_error} />}
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
