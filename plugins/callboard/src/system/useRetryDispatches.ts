import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type DispatchesRetried,
  type DeadLetter,
} from '@callboard/plugin-callboard-common';
import {
  changePages,
  formatCount,
  getProblems,
  getQueryKey,
  getErrorStatus,
  useCallboardClient,
  useToast,
  removeCachedItem,
  type CachedList,
  type ListPage,
} from '@callboard/plugin-callboard-react';
import {
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import { callboardTranslationRef } from '../translation';

type Page = ListPage<DeadLetter>;
type Loaded = CachedList<Page>;

const queryKey = getQueryKey(endpoints.listDeadLetters);

/** Removes one dispatch, or all of them, from the cached list. */
function removeDispatches(loaded: Loaded, retried: DeadLetter | 'all'): Loaded {
  if (retried === 'all') {
    const none: Page = { items: [], next_cursor: null, total: 0 };
    return changePages(loaded, () => none);
  }
  return removeCachedItem(
    loaded,
    ({ subscriber, change }: DeadLetter) =>
      subscriber === retried.subscriber && change.id === retried.change.id,
  );
}

/**
 * Retries one dispatch, or all of them, with an optimistic removal from the list, which is rolled
 * back on error.
 */
export function useRetryDispatches(): UseMutationResult<
  DispatchesRetried,
  Error,
  DeadLetter | 'all'
> {
  const { t } = useTranslationRef(callboardTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useToast();
  return useMutation<
    DispatchesRetried,
    Error,
    DeadLetter | 'all',
    Array<[readonly unknown[], Loaded | undefined]>
  >({
    mutationFn: which =>
      which === 'all'
        ? client.call(endpoints.retryDeadLetters, { body: {} })
        : client.call(endpoints.retryDeadLetter, {
            params: {
              change_id: which.change.id,
              subscriber: which.subscriber,
            },
          }),
    onMutate: async which => {
      // A refetch in flight would show it again.
      await queries.cancelQueries({ queryKey });
      const before = queries.getQueriesData<Loaded>({ queryKey });
      queries.setQueriesData<Loaded>(
        { queryKey },
        loaded => loaded && removeDispatches(loaded, which),
      );
      return before;
    },
    onSuccess: ({ retried }) =>
      notify({
        status: 'success',
        title: t('dispatches.retried', {
          count: retried,
          formatted: formatCount(retried),
        }),
        description: t('dispatches.retriedHint'),
      }),
    onError: (error, _which, before) => {
      if (getErrorStatus(error) === 404) {
        notify({ status: 'info', title: t('dispatches.deleted') });
        return;
      }
      before?.forEach(([key, loaded]) => queries.setQueryData(key, loaded));
      notify({
        status: 'danger',
        title: t('dispatches.retryFailed'),
        description: getProblems(error).message,
      });
    },
    onSettled: () => {
      queries.invalidateQueries({ queryKey });
      queries.invalidateQueries({ queryKey: getQueryKey(endpoints.getHealth) });
    },
  });
}
