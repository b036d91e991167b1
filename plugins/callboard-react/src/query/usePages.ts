import {
  keepPreviousData,
  useInfiniteQuery,
  type InfiniteData,
  type QueryKey,
  type UseQueryResult,
} from '@tanstack/react-query';

/** The answer of a list. @public */
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

/** A list that is loaded a page at a time. @public */
export interface Pages<Item>
  extends Pick<
    UseQueryResult<LoadedList<Item>, Error>,
    'data' | 'error' | 'refetch'
  > {
  hasMore: boolean;
  isLoadingMore: boolean;
  hasMoreFailed: boolean;
  loadMore: () => void;
  /** Whether what is shown answers an earlier question. */
  isStale: boolean;
}

function flatten<Item>({
  pages,
}: InfiniteData<ListPage<Item>>): LoadedList<Item> {
  return { items: pages.flatMap(page => page.items), total: pages[0].total };
}

/**
 * Reads a list of the API page by page.
 *
 * @public
 */
export function usePages<Item>(options: {
  queryKey: QueryKey;
  load: (
    cursor: string | undefined,
    signal: AbortSignal,
  ) => Promise<ListPage<Item>>;
}): Pages<Item> {
  const list = useInfiniteQuery({
    // The other readers of the endpoint keep one page under the same key.
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
