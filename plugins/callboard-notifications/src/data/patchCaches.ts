import {
  endpoints,
  type Notification,
  type NotificationPatch,
} from '@callboard/plugin-callboard-common';
import {
  type CachedList,
  getQueryKey,
} from '@callboard/plugin-callboard-react';
import type {
  InfiniteData,
  Query,
  QueryClient,
  QueryKey,
} from '@tanstack/react-query';
import {
  computeUnreadChange,
  getNotificationView,
  applyPatch,
  type NotificationView,
} from './notificationState';
import type { ListQuery, NotificationList } from './notificationQueries';

/** Returns the time by which lists are sorted, latest first. */
const getSortTime = (item: Notification) =>
  (!item.is_archived && item.snoozed_until) || item.updated_at;

/**
 * Inserts a notification into the loaded pages of a list that is sorted by time. Omits the
 * notification if its position is on a page that is not loaded yet.
 */
function insertNotification(
  pages: NotificationList[],
  item: Notification,
): NotificationList[] {
  const isSortedAfter = (other: Notification) =>
    getSortTime(other) <= getSortTime(item);
  let pageIndex = pages.findIndex(page => page.items.some(isSortedAfter));
  if (pageIndex < 0) {
    const lastPageIndex = pages.length - 1;
    if (lastPageIndex < 0 || pages[lastPageIndex].next_cursor !== null) {
      return pages;
    }
    pageIndex = lastPageIndex;
  }
  return pages.map((page, index) => {
    if (index !== pageIndex) {
      return page;
    }
    const nextIndex = page.items.findIndex(isSortedAfter);
    const position = nextIndex < 0 ? page.items.length : nextIndex;
    return {
      ...page,
      items: [
        ...page.items.slice(0, position),
        item,
        ...page.items.slice(position),
      ],
    };
  });
}

/** The key of lists that load in one request, such as the list in the bell. */
export const listsKey = getQueryKey(endpoints.listNotifications);

/**
 * The key of lists that load page by page. It does not begin with `listsKey`, because invalidating
 * `listsKey` would then refetch all pages of these lists.
 */
export const pagesKey = ['callboard', 'notification-pages'] as const;

/** Returns the query of a cached list. The key of the list contains the query after the prefix. */
function getListQuery(key: QueryKey, prefix: readonly unknown[]): ListQuery {
  return ((key[prefix.length] ?? {}) as { query?: ListQuery }).query ?? {};
}

function getQueryView({ archived, snoozed }: ListQuery): NotificationView {
  if (archived) {
    return 'archived';
  }
  return snoozed ? 'snoozed' : 'inbox';
}

/** Whether a notification belongs to a list. Reading it does not remove it from unread lists. */
function isListed(query: ListQuery, item: Notification): boolean {
  return (
    getNotificationView(item) === getQueryView(query) &&
    (!query.type || query.type === item.type) &&
    (!query.severity || query.severity === item.severity) &&
    (!query.workspace || query.workspace === item.workspace_slug)
  );
}

function changeLists(
  queries: QueryClient,
  change: (pages: NotificationList[], query: ListQuery) => NotificationList[],
): void {
  for (const prefix of [listsKey, pagesKey]) {
    for (const [key, list] of queries.getQueriesData<
      CachedList<NotificationList>
    >({
      queryKey: prefix,
    })) {
      if (list) {
        const query = getListQuery(key, prefix);
        queries.setQueryData(
          key,
          'pages' in list
            ? { ...list, pages: change(list.pages, query) }
            : change([list], query)[0],
        );
      }
    }
  }
}

/**
 * Applies a patch to all cached lists, before the server responds. A notification that now belongs
 * to another list moves there. A notification that was only marked as read stays, so that nothing
 * moves while the person reads.
 */
export function patchCaches(
  queries: QueryClient,
  items: readonly Notification[],
  patch: NotificationPatch,
): void {
  const unreadChange = computeUnreadChange(items, patch);
  const patchedItems = new Map(
    items.map(item => [item.id, applyPatch(item, patch)] as const),
  );
  changeLists(queries, (pages, query) => {
    const listedIds = new Set<string>();
    const remaining = pages.map(page => ({
      ...page,
      unread_count: Math.max(0, page.unread_count + unreadChange),
      items: page.items.flatMap(item => {
        const current = patchedItems.get(item.id) ?? item;
        listedIds.add(item.id);
        return current === item || isListed(query, current) ? current : [];
      }),
    }));
    const missing = [...patchedItems.values()].filter(
      item =>
        !listedIds.has(item.id) &&
        isListed(query, item) &&
        !(query.only_unread && item.is_read),
    );
    return missing.reduce(insertNotification, remaining);
  });
}

/**
 * Marks the notifications in cached lists of the inbox as read: all, or all of one type.
 *
 * @param count - how many unread notifications of the type are loaded. The next live update corrects
 *   the count if there are more.
 */
export function markAllReadInCaches(
  queries: QueryClient,
  type: string | undefined,
  count: number,
): void {
  changeLists(queries, (pages, query) =>
    pages.map(page => ({
      ...page,
      unread_count: type ? Math.max(0, page.unread_count - count) : 0,
      items:
        getQueryView(query) === 'inbox'
          ? page.items.map(item =>
              type === undefined || item.type === type
                ? { ...item, is_read: true }
                : item,
            )
          : page.items,
    })),
  );
}

/** Drops all but the first page of each paged list, because a refetch would load all its pages. */
export function dropLaterPages(
  queries: QueryClient,
  lists: { queryKey: QueryKey; exact?: boolean },
): void {
  queries.setQueriesData<InfiniteData<NotificationList>>(
    lists,
    old =>
      old && {
        pages: old.pages.slice(0, 1),
        pageParams: old.pageParams.slice(0, 1),
      },
  );
}

/** Refetches all lists. Lists that load page by page refetch only their first page. */
export async function reloadLists(queries: QueryClient): Promise<void> {
  dropLaterPages(queries, { queryKey: pagesKey });
  await Promise.all([
    queries.invalidateQueries({ queryKey: listsKey }),
    queries.invalidateQueries({ queryKey: pagesKey }),
  ]);
}

const isCancelledFirstLoad = ({ state }: Query) =>
  state.status === 'pending' && state.fetchStatus === 'idle';

/**
 * Loads the visible lists whose first load `cancelLists` has cancelled. Without data, they cannot
 * show a patch, and would stay empty.
 */
export async function loadCancelledLists(queries: QueryClient): Promise<void> {
  await Promise.all(
    [listsKey, pagesKey].map(queryKey =>
      queries.refetchQueries({
        queryKey,
        type: 'active',
        predicate: isCancelledFirstLoad,
      }),
    ),
  );
}

/** Cancels the running loads of all lists. Call `loadCancelledLists` or `reloadLists` later. */
export async function cancelLists(queries: QueryClient): Promise<void> {
  await Promise.all([
    queries.cancelQueries({ queryKey: listsKey }),
    queries.cancelQueries({ queryKey: pagesKey }),
  ]);
}
