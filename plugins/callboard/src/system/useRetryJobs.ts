import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type JobsRetried,
} from '@callboard/plugin-callboard-common';
import {
  formatCount,
  getProblems,
  getQueryKey,
  useCallboardClient,
  useToast,
} from '@callboard/plugin-callboard-react';
import {
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import { callboardTranslationRef } from '../translation';

/** Retries all dead-lettered jobs of a queue. */
export function useRetryJobs(): UseMutationResult<JobsRetried, Error, string> {
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
