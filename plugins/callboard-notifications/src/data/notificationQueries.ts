import {
  endpoints,
  MAX_NOTIFICATIONS_PER_REQUEST,
  type Notification,
  type QueryOf,
  type ResponseOf,
} from '@callboard/plugin-callboard-common';
import {
  type CachedList,
  changePages,
  useCallboardClient,
  getErrorStatus,
  useCallboardQuery,
  useIsSignedIn,
  useLoadMore,
} from '@callboard/plugin-callboard-react';
import {
  keepPreviousData,
  useInfiniteQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { dropLaterPages, pagesKey } from './patchCaches';

const MAX_BELL_NOTIFICATIONS = 20;

const STALE_MS = 5 * 60_000;

/** The status if the backend does not know the person (401), or has notifications off (404). */
const UNAVAILABLE_STATUSES = [401, 404];

/**
 * Whether the first request failed with one of these statuses. After notifications have loaded, the
 * statuses do not count, because a backend that restarts may return them for a moment.
 */
const isRefused = (state: { data: unknown; error: Error | null }): boolean =>
  state.data === undefined &&
  UNAVAILABLE_STATUSES.includes(getErrorStatus(state.error) ?? 0);

/** A page of notifications, and the unread count. */
export type NotificationList = ResponseOf<typeof endpoints.listNotifications>;

/**
 * Loads the latest notifications and the unread count; with `only_unread`, the latest unread
 * notifications. All components with the same query share one request.
 */
export function useLatestNotifications(query: { only_unread?: boolean } = {}) {
  const isSignedIn = useIsSignedIn();
  const latest = useCallboardQuery(
    endpoints.listNotifications,
    { query: { ...query, limit: MAX_BELL_NOTIFICATIONS } },
    {
      enabled: ({ state }) => isSignedIn && !isRefused(state),
      // Live updates invalidate this query, so it needs no short stale time.
      staleTime: STALE_MS,
    },
  );
  return {
    ...latest,
    /**
     * Whether the query is disabled: the person is not signed in or unknown to the backend, or
     * notifications are off in the backend.
     */
    isUnavailable: !isSignedIn || isRefused(latest),
  };
}

/** The query of a list of notifications, without its paging parameters. */
export type ListQuery = Omit<
  QueryOf<typeof endpoints.listNotifications>,
  'limit' | 'cursor'
>;

/** Merges pages. A notification that moved to the next page between two requests is listed once. */
function mergePages(pages: readonly NotificationList[]): Notification[] {
  const items = new Map<string, Notification>();
  for (const item of pages.flatMap(page => page.items)) {
    if (!items.has(item.id)) {
      items.set(item.id, item);
    }
  }
  return [...items.values()];
}

/** Loads the matching notifications, latest first. */
export function useNotificationPages(query: ListQuery) {
  const client = useCallboardClient();
  const queries = useQueryClient();
  const queryText = JSON.stringify(query);
  const queryKey = useMemo(
    () => [...pagesKey, { query: JSON.parse(queryText) }],
    [queryText],
  );
  const load = useCallback(
    (cursor?: string, signal?: AbortSignal) =>
      client.call(endpoints.listNotifications, {
        query: {
          ...JSON.parse(queryText),
          limit: MAX_NOTIFICATIONS_PER_REQUEST,
          cursor,
        },
        signal,
      }),
    [client, queryText],
  );
  const list = useInfiniteQuery({
    queryKey,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => load(pageParam, signal),
    getNextPageParam: (page: NotificationList) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    // A refetch would load all pages; `restart` loads only the first.
    staleTime: Infinity,
    gcTime: 0,
  });
  const { data, refetch } = list;
  const items = useMemo(() => data && mergePages(data.pages), [data]);
  /** Refetches the first page and drops the others. */
  const restart = useCallback(() => {
    dropLaterPages(queries, { queryKey, exact: true });
    void refetch();
  }, [queries, queryKey, refetch]);
  return {
    ...useLoadMore(queryKey, list),
    items,
    unreadCount: data?.pages[0]?.unread_count ?? 0,
    error: data ? null : list.error,
    hasMore: list.hasNextPage,
    hasLoadMoreFailed: list.isFetchNextPageError,
    /** Whether the list still shows the notifications of an earlier query. */
    isStale: list.isPlaceholderData,
    pageCount: data?.pages.length ?? 0,
    /** Fetches the first page. Of the shown data, only the unread count changes. */
    peek: useCallback(async () => {
      const { items: latest, unread_count } = await load();
      queries.setQueryData<CachedList<NotificationList>>(
        queryKey,
        old => old && changePages(old, page => ({ ...page, unread_count })),
      );
      return latest;
    }, [load, queries, queryKey]),
    restart,
  };
}
