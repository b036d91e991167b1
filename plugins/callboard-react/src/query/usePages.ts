import {
  hashKey,
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
  type InfiniteData,
  type QueryKey,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type {
  CallboardClient,
  CallInput,
  Endpoint,
  createPageSchema,
  ResponseOf,
} from '@callboard/plugin-callboard-common';
import { useCallboardClient } from './useCallboardClient';
import { getQueryKey, type ReadInput } from './useCallboardQuery';

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
  hasLoadMoreFailed: boolean;
  loadMore: () => void;
  /** Whether the visible data belong to an earlier query. */
  isStale: boolean;
}

function flatten<Item>({
  pages,
}: InfiniteData<ListPage<Item>>): LoadedList<Item> {
  return { items: pages.flatMap(page => page.items), total: pages[0].total };
}

/**
 * Loads the next page of a list once a running refetch has ended. Loading the page earlier would
 * cancel the refetch, and the list would keep outdated rows. A refetch that begins meanwhile, such
 * as after a live update, cancels the load of the page; the page is then loaded after the refetch.
 *
 * @internal
 */
export function useLoadMore(
  queryKey: QueryKey,
  list: {
    fetchNextPage: () => Promise<{
      hasNextPage: boolean;
      isFetchNextPageError: boolean;
    }>;
    isFetching: boolean;
    isFetchingNextPage: boolean;
  },
): { loadMore: () => void; isLoadingMore: boolean } {
  const queries = useQueryClient();
  const { fetchNextPage, isFetching } = list;
  const key = hashKey(queryKey);
  // A new object for each attempt.
  const [queued, setQueued] = useState<{ key: string }>();
  const started = useRef<typeof queued>();
  const isQueued = queued?.key === key;
  useEffect(() => {
    if (!isQueued || isFetching || started.current === queued) {
      return;
    }
    started.current = queued;
    const countPages = () =>
      queries.getQueryCache().get<InfiniteData<unknown>>(key)?.state.data?.pages
        .length ?? 0;
    const countBefore = countPages();
    void fetchNextPage().then(({ hasNextPage, isFetchNextPageError }) => {
      const isCancelled =
        hasNextPage && !isFetchNextPageError && countPages() <= countBefore;
      setQueued(current => {
        const next = isCancelled ? { key } : undefined;
        return current === queued ? next : current;
      });
    });
  }, [isQueued, isFetching, queued, key, queries, fetchNextPage]);
  return {
    loadMore: useCallback(
      () => setQueued(current => (current?.key === key ? current : { key })),
      [key],
    ),
    isLoadingMore: isQueued || list.isFetchingNextPage,
  };
}

/** Queries a list of the API page by page. @public */
export function usePages<Item>(options: {
  queryKey: QueryKey;
  load: (
    cursor: string | undefined,
    signal: AbortSignal,
  ) => Promise<ListPage<Item>>;
}): Pages<Item> {
  // The suffix avoids the endpoint's own key, under which other callers cache a single page.
  const queryKey = [...options.queryKey, 'pages'];
  const list = useInfiniteQuery({
    queryKey,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => options.load(pageParam, signal),
    getNextPageParam: page => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    select: flatten<Item>,
  });
  return {
    ...useLoadMore(queryKey, list),
    data: list.data,
    error: list.error,
    refetch: list.refetch,
    hasMore: list.hasNextPage,
    hasLoadMoreFailed: list.isFetchNextPageError,
    isStale: list.isPlaceholderData,
  };
}

/** An endpoint that returns a paginated list. @public */
export type ListEndpoint = Endpoint & {
  readonly response?: ReturnType<typeof createPageSchema>;
};

/** The items of a list. @public */
export type ItemOf<E extends ListEndpoint> = ResponseOf<E>['items'][number];

/** Queries an endpoint that returns a list, page by page. @public */
export function useEndpointPages<E extends ListEndpoint>(
  endpoint: E,
  input: ReadInput<E>,
): Pages<ItemOf<E>> {
  const client = useCallboardClient();
  return usePages<ItemOf<E>>({
    queryKey: getQueryKey(endpoint, input),
    load: (cursor, signal) =>
      client.call(endpoint, {
        ...input,
        query: { ...input.query, cursor },
        signal,
      } as unknown as CallInput<E>) as Promise<ListPage<ItemOf<E>>>,
  });
}

const MAX_ITEMS = 10_000;

const MAX_PAGE_SIZE = 200;

/** Loads the pages of a list as one page, of at most 10,000 items. @internal */
export async function loadWholeList<E extends ListEndpoint>(
  client: CallboardClient,
  endpoint: E,
  { signal, ...input }: ReadInput<E> & { signal?: AbortSignal },
): Promise<ListPage<ItemOf<E>>> {
  const items: ItemOf<E>[] = [];
  let page: ListPage<ItemOf<E>> | undefined;
  do {
    const query = {
      ...(input as { query?: object }).query,
      limit: MAX_PAGE_SIZE,
      cursor: page?.next_cursor ?? undefined,
    };
    page = (await client.call(endpoint, {
      ...input,
      query,
      signal,
    } as unknown as CallInput<E>)) as ListPage<ItemOf<E>>;
    items.push(...page.items);
  } while (page.next_cursor && items.length < MAX_ITEMS);
  return { ...page, items };
}

/** The query of a list that is loaded as a whole. @internal */
export function buildWholeListQuery<E extends ListEndpoint>(
  client: CallboardClient,
  endpoint: E,
  input: ReadInput<E>,
) {
  return {
    // The suffix avoids the endpoint's own key, under which other callers cache a single page.
    queryKey: [...getQueryKey(endpoint, input), 'whole'],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      loadWholeList(client, endpoint, { ...input, signal }),
  };
}

/** Queries an endpoint that returns a list, and loads all of its pages. @internal */
export function useWholeList<E extends ListEndpoint>(
  endpoint: E,
  input: ReadInput<E>,
  options: { enabled?: boolean; refetchOnWindowFocus?: 'always' } = {},
): UseQueryResult<ListPage<ItemOf<E>>, Error> {
  const client = useCallboardClient();
  return useQuery({
    ...options,
    ...buildWholeListQuery(client, endpoint, input),
  });
}

/**
 * The cached data of a list: a single page, or all loaded pages of an infinite query. The keys of
 * both begin with `getQueryKey(endpoint)`.
 *
 * @public
 */
export type CachedList<Page> = Page | InfiniteData<Page>;

/** Changes the cached data of a list, page by page. @public */
export function changePages<Page extends object>(
  cached: CachedList<Page>,
  change: (page: Page) => Page,
): CachedList<Page> {
  return 'pages' in cached
    ? { ...cached, pages: cached.pages.map(change) }
    : change(cached);
}

/** Removes an item from a cached list. Returns the same object if it lacks the item. @public */
export function removeCachedItem<
  Item,
  Page extends ListPage<Item> = ListPage<Item>,
>(
  cached: CachedList<Page>,
  isDeleted: (item: Item) => boolean,
): CachedList<Page> {
  const pages = 'pages' in cached ? cached.pages : [cached];
  return pages.some(({ items }) => items.some(isDeleted))
    ? changePages(cached, page => ({
        ...page,
        items: page.items.filter(item => !isDeleted(item)),
        // `total` counts the items of all pages.
        total: page.total === undefined ? undefined : page.total - 1,
      }))
    : cached;
}
