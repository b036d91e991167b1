import {
  type ActivityPage,
  activityScopes,
  type ActivityScopeName,
  type CallboardSignal,
} from '@callboard/plugin-callboard-common';
import {
  useCallboardClient,
  useCallboardQuery,
  type OwnWorkspace,
  type ReadInput,
  useLiveCount,
  useLoadMore,
  useLiveSignal,
  useMe,
} from '@callboard/plugin-callboard-react';
import {
  useInfiniteQuery,
  useQueryClient,
  type InfiniteData,
  keepPreviousData,
} from '@tanstack/react-query';
import { useCallback, useMemo, useEffect, useRef } from 'react';
import type { ActivityQuery } from './useActivityFilters';

/** The endpoints of a scope, with the types of the scope `me`: other scopes only add parameters. */
type ScopeEndpoints = (typeof activityScopes)['me'];

export interface ActivityScope {
  name: ActivityScopeName;
  endpoints: ScopeEndpoints;
  /** The query parameters of every request of the scope. `toActivityQuery` includes them. */
  fixedQuery: { workspace?: string; about?: string; user_id?: string };
}

/**
 * @param fixedQuery - for the scope `workspace`, contains the slug of the workspace; without a
 *   slug, the scope covers the default workspace
 */
export function createActivityScope(
  name: ActivityScopeName,
  fixedQuery: ActivityScope['fixedQuery'] = {},
): ActivityScope {
  return {
    name,
    endpoints: activityScopes[name] as unknown as ScopeEndpoints,
    fixedQuery,
  };
}

const PAGE_SIZE = 50;

/** The age at which a short list is refetched when it is mounted, in milliseconds. */
const SHORT_LIST_STALE_MS = 30_000;

/** The pause between two refetches of a short list, in milliseconds. */
const SHORT_LIST_PAUSE_MS = 3_000;

/** Whether a signal can mean new activity. */
const isActivitySignal = ({ type }: CallboardSignal): boolean =>
  type === 'activity' || type === 'change';

/** A list that loads page by page, newest first. */
export type ActivityListState = ReturnType<typeof useActivityList>;

/**
 * Loads the matching rows, page by page. By default, the list never refetches automatically, because
 * rows would move while someone reads them. `useNewActivityCount` counts newer rows instead.
 */
export function useActivityList(
  scope: ActivityScope,
  query: ActivityQuery,
  options: {
    pageSize?: number;
    /** The age at which the list is refetched when it is mounted. By default, it never is. */
    staleTime?: number;
  } = {},
) {
  const client = useCallboardClient();
  const queries = useQueryClient();
  const { pageSize = PAGE_SIZE, staleTime = Infinity } = options;
  const queryKey = useMemo(
    () => ['callboard', 'activity', scope.name, 'list', query, pageSize],
    [scope.name, query, pageSize],
  );
  const list = useInfiniteQuery({
    queryKey,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      client.call(scope.endpoints.list, {
        query: {
          ...query,
          limit: pageSize,
          cursor: pageParam,
          // Only the first page requests the count.
          total: pageParam === undefined,
        },
        signal,
      }),
    getNextPageParam: (page: ActivityPage) => page.next_cursor ?? undefined,
    staleTime,
  });
  const { refetch, data } = list;
  const rows = useMemo(
    () => data?.pages.flatMap(page => page.activities) ?? [],
    [data],
  );
  const { loadMore, isLoadingMore } = useLoadMore(queryKey, list);
  const restart = useCallback(() => {
    queries.setQueryData<InfiniteData<ActivityPage>>(
      queryKey,
      old =>
        old && {
          pages: old.pages.slice(0, 1),
          pageParams: old.pageParams.slice(0, 1),
        },
    );
    refetch();
  }, [queries, queryKey, refetch]);
  return {
    rows,
    /** Undefined until the first page is loaded. */
    total: data?.pages[0]?.total,
    /** Whether more rows than `total` exist, because the server stopped counting. */
    isTotalLowerBound: data?.pages[0]?.total_at_least ?? false,
    isLoading: list.isPending,
    isFetching: list.isFetching,
    error: data ? null : list.error,
    hasMore: list.hasNextPage,
    isLoadingMore,
    hasLoadMoreFailed: list.isFetchNextPageError,
    loadMore,
    /** Refetches the newest page and drops the other pages. */
    restart,
    /** Refetches all loaded pages. */
    refresh: refetch,
    /** When a page was last loaded, in milliseconds since 1970. */
    loadedAt: list.dataUpdatedAt,
    pageCount: data?.pages.length ?? 0,
  };
}

/** Loads a short list of rows in a card, which stays up to date. */
export function useShortActivityList(
  scope: ActivityScope,
  query: ActivityQuery,
  pageSize: number,
) {
  const list = useActivityList(scope, query, {
    pageSize,
    staleTime: SHORT_LIST_STALE_MS,
  });
  useLiveSignal({
    isRelevant: isActivitySignal,
    run: () => void list.refresh(),
    pauseMs: SHORT_LIST_PAUSE_MS,
  });
  return list;
}

/** Returns the number of matching rows added since the list was loaded. */
export function useNewActivityCount(
  scope: ActivityScope,
  query: ActivityQuery,
  list: ActivityListState,
): number {
  const client = useCallboardClient();
  return useLiveCount({
    queryKey: ['activity', scope.name, query],
    baseline: list.total,
    isRelevant: isActivitySignal,
    count: async signal => {
      const page = await client.call(scope.endpoints.list, {
        query: { ...query, limit: 1 },
        signal,
      });
      return page.total ?? 0;
    },
  });
}

/** The maximum number of refetches while the totals of list and statistics differ. */
const MAX_REFETCHES = 3;

/**
 * Loads the statistics of a list.
 *
 * List and statistics are two requests, and a row may arrive between them. If their totals differ,
 * the hook refetches one of them, so that the numbers on the screen are consistent.
 */
export function useActivitySummary(
  scope: ActivityScope,
  query: ActivityQuery,
  list: ActivityListState,
) {
  const summary = useCallboardQuery(
    scope.endpoints.summary,
    { query } as ReadInput<ActivityScope['endpoints']['summary']>,
    { staleTime: Infinity, placeholderData: keepPreviousData },
  );
  const { refetch } = summary;
  const { pageCount, restart } = list;
  const listTotal = list.isTotalLowerBound ? undefined : list.total;
  const summaryTotal = summary.isPlaceholderData
    ? undefined
    : summary.data?.total;
  const isIdle = !summary.isFetching && !list.isFetching;
  const isListOlder = list.loadedAt < summary.dataUpdatedAt;
  const refetches = useRef({ query, remaining: MAX_REFETCHES });
  useEffect(() => {
    if (refetches.current.query !== query || summaryTotal === listTotal) {
      refetches.current = { query, remaining: MAX_REFETCHES };
    }
    if (
      !isIdle ||
      summaryTotal === undefined ||
      listTotal === undefined ||
      summaryTotal === listTotal ||
      refetches.current.remaining === 0
    ) {
      return;
    }
    refetches.current.remaining -= 1;
    // A restart would drop the further pages that the reader has loaded.
    if (isListOlder && pageCount === 1) {
      restart();
    } else {
      refetch();
    }
  }, [
    isIdle,
    summaryTotal,
    listTotal,
    isListOlder,
    pageCount,
    query,
    restart,
    refetch,
  ]);
  return summary;
}

/**
 * Loads the filter options: every value in the date range and the workspace, regardless of the
 * other filters, so that one filter does not remove the options of another.
 */
export function useActivityFacets(
  scope: ActivityScope,
  query: ActivityQuery & { workspace_id?: string },
) {
  const { start, end, tz, workspace_id } = query;
  return useCallboardQuery(
    scope.endpoints.facets,
    {
      query: { ...scope.fixedQuery, start, end, tz, workspace_id },
    } as ReadInput<ActivityScope['endpoints']['facets']>,
    { staleTime: 60_000, placeholderData: keepPreviousData },
  );
}

/** Returns the reader's workspaces, sorted by name; undefined while they load. */
export function useOwnWorkspaces(): OwnWorkspace[] | undefined {
  const { data } = useMe();
  return useMemo(
    () =>
      data && [...data.workspaces].sort((a, b) => a.name.localeCompare(b.name)),
    [data],
  );
}
