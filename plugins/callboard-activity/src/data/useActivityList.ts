import type {
  Activity,
  ActivityPage,
} from '@callboard/plugin-callboard-common';
import { useCallboardClient } from '@callboard/plugin-callboard-react';
import {
  useInfiniteQuery,
  useQueryClient,
  type InfiniteData,
} from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { ActivityQuery } from '../filters/toActivityQuery';
import type { ActivityScope } from './ActivityScope';

const PAGE_SIZE = 50;

/** A list that is loaded a page at a time, newest first. */
export interface ActivityListState {
  rows: Activity[];
  /** Undefined until the first page is loaded. */
  total: number | undefined;
  /** Whether more rows than `total` exist, which were not counted. */
  isAtLeast: boolean;
  isLoading: boolean;
  isFetching: boolean;
  error: Error | null;
  hasMore: boolean;
  isLoadingMore: boolean;
  hasMoreFailed: boolean;
  loadMore: () => void;
  /** Refetches the newest page and drops the others. */
  restart: () => void;
  retry: () => void;
  loadedAt: number;
  pages: number;
}

/**
 * Loads the matching rows, page by page. The list never refreshes by itself: rows that move while
 * someone reads are worse than rows a minute old, and `useNewActivity` reports newer ones.
 */
export function useActivityList(
  scope: ActivityScope,
  query: ActivityQuery,
  options: { pageSize?: number } = {},
): ActivityListState {
  const client = useCallboardClient();
  const queries = useQueryClient();
  const { pageSize = PAGE_SIZE } = options;
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
    staleTime: Infinity,
  });
  const { fetchNextPage, refetch, data } = list;
  const rows = useMemo(
    () => data?.pages.flatMap(page => page.activities) ?? [],
    [data],
  );
  const loadMore = useCallback(() => {
    fetchNextPage();
  }, [fetchNextPage]);
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
    total: data?.pages[0]?.total,
    isAtLeast: data?.pages[0]?.total_at_least ?? false,
    isLoading: list.isPending,
    isFetching: list.isFetching,
    error: data ? null : list.error,
    hasMore: list.hasNextPage,
    isLoadingMore: list.isFetchingNextPage,
    hasMoreFailed: list.isFetchNextPageError,
    loadMore,
    restart,
    retry: restart,
    loadedAt: list.dataUpdatedAt,
    pages: data?.pages.length ?? 0,
  };
}
