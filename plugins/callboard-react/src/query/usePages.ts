import {
  keepPreviousData,
  useInfiniteQuery,
  type InfiniteData,
  type QueryKey,
  type UseQueryResult,
} from '@tanstack/react-query';

/** A page of a list. @public */
export interface ListPage<Item> {
  items: Item[];
  next_cursor: string | null;
  total?: number;
}

/** The loaded part of a list. @public */
export interface LoadedList<Item> {
  items: Item[];
  total?: number;
}

/** A paginated list. @public */
export interface Pages<Item>
  extends Pick<
    UseQueryResult<LoadedList<Item>, Error>,
    'data' | 'error' | 'refetch'
  > {
  hasMore: boolean;
  isLoadingMore: boolean;
  hasMoreFailed: boolean;
  loadMore: () => void;
  /** Whether the visible data belong to an earlier query. */
  isStale: boolean;
}

function flatten<Item>({
  pages,
}: InfiniteData<ListPage<Item>>): LoadedList<Item> {
  return { items: pages.flatMap(page => page.items), total: pages[0].total };
}

/** Queries a list of the API page by page. @public */
export function usePages<Item>(options: {
  queryKey: QueryKey;
  load: (
    cursor: string | undefined,
    signal: AbortSignal,
  ) => Promise<ListPage<Item>>;
}): Pages<Item> {
  const list = useInfiniteQuery({
    // Other callers of the endpoint cache a single page under the same key.
    queryKey: [...options.queryKey, 'pages'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => options.load(pageParam, signal),
    getNextPageParam: page => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    select: flatten<Item>,
  });
  return {
    data: list.data,
    error: list.error,
    refetch: list.refetch,
    hasMore: list.hasNextPage,
    isLoadingMore: list.isFetchingNextPage,
    hasMoreFailed: list.isFetchNextPageError,
    loadMore: () => list.fetchNextPage(),
    isStale: list.isPlaceholderData,
  };
}
