import {
  endpoints,
  type Notification,
  type NotificationPatch,
} from '@callboard/plugin-callboard-common';
import { getQueryKey } from '@callboard/plugin-callboard-react';
import type {
  InfiniteData,
  QueryClient,
  QueryKey,
} from '@tanstack/react-query';
import {
  computeUnreadChange,
  getNotificationView,
  applyPatch,
  type View,
} from './notificationState';
import type { ListQuery } from './useNotificationPages';
import type { NotificationList } from './useLatest';

/** The sort key of a list, latest first. */
const getSortTime = (item: Notification) =>
  (!item.is_archived && item.snoozed_until) || item.updated_at;

/**
 * Inserts a notification into the loaded pages of a list, by its time. Omits it if its position is
 * not loaded yet.
 */
function insertNotification(
  pages: NotificationList[],
  item: Notification,
): NotificationList[] {
  const isBefore = (other: Notification) =>
    getSortTime(other) <= getSortTime(item);
  let at = pages.findIndex(page => page.items.some(isBefore));
  if (at < 0) {
    const last = pages.length - 1;
    if (last < 0 || pages[last].next_cursor !== null) {
      return pages;
    }
    at = last;
  }
  return pages.map((page, index) => {
    if (index !== at) {
      return page;
    }
    const before = page.items.findIndex(isBefore);
    const position = before < 0 ? page.items.length : before;
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

/** The key of the short lists, such as the bell's. */
export const listsKey = getQueryKey(endpoints.listNotifications);

/**
 * The key of lists that are loaded page by page. Separate from the others: a refetch of those would
 * reload each page.
 */
export const pagesKey = ['callboard', 'notification-pages'] as const;

type Loaded = NotificationList | InfiniteData<NotificationList>;

const isPaged = (loaded: Loaded): loaded is InfiniteData<NotificationList> =>
  'pages' in loaded;

function getListQuery(key: QueryKey, prefix: readonly unknown[]): ListQuery {
  return ((key[prefix.length] ?? {}) as { query?: ListQuery }).query ?? {};
}

function getView({ archived, snoozed }: ListQuery): View {
  if (archived) {
    return 'archived';
  }
  return snoozed ? 'snoozed' : 'inbox';
}

/** Whether a list contains a notification. */
function isIn(query: ListQuery, item: Notification): boolean {
  return (
    getNotificationView(item) === getView(query) &&
    (!query.type || query.type === item.type) &&
    (!query.severity || query.severity === item.severity) &&
    (!query.workspace || query.workspace === item.workspace_slug)
  );
}

/** Changes all cached lists. */
function changeLists(
  queries: QueryClient,
  change: (pages: NotificationList[], query: ListQuery) => NotificationList[],
): void {
  for (const prefix of [listsKey, pagesKey]) {
    for (const [key, loaded] of queries.getQueriesData<Loaded>({
      queryKey: prefix,
    })) {
      if (loaded) {
        const query = getListQuery(key, prefix);
        queries.setQueryData(
          key,
          isPaged(loaded)
            ? { ...loaded, pages: change(loaded.pages, query) }
            : change([loaded], query)[0],
        );
      }
    }
  }
}

/**
 * Applies a patch to all cached lists, before the server responds. Read notifications keep their
 * position, so that nothing moves while the user reads; a notification that now belongs to another
 * list moves there.
 */
export function patchCaches(
  queries: QueryClient,
  items: readonly Notification[],
  patch: NotificationPatch,
): void {
  const change = computeUnreadChange(items, patch);
  const marked = new Map(
    items.map(item => [item.id, applyPatch(item, patch)] as const),
  );
  changeLists(queries, (pages, query) => {
    const there = new Set<string>();
    const remaining = pages.map(page => ({
      ...page,
      unread_count: Math.max(0, page.unread_count + change),
      items: page.items.flatMap(item => {
        const now = marked.get(item.id) ?? item;
        there.add(item.id);
        return now === item || isIn(query, now) ? now : [];
      }),
    }));
    const missing = [...marked.values()].filter(
      item =>
        !there.has(item.id) &&
        isIn(query, item) &&
        !(query.only_unread && item.is_read),
    );
    return missing.reduce(insertNotification, remaining);
  });
}

/** Marks all as read, or all of one type. */
export function markAllReadInCaches(queries: QueryClient, type?: string): void {
  changeLists(queries, (pages, query) =>
    pages.map(page => ({
      ...page,
      unread_count: type ? page.unread_count : 0,
      items:
        getView(query) === 'inbox'
          ? page.items.map(item =>
              type === undefined || item.type === type
                ? { ...item, is_read: true }
                : item,
            )
          : page.items,
    })),
  );
}

/** Refetches the lists; only the first page of long ones. */
export async function reloadLists(queries: QueryClient): Promise<void> {
  queries.setQueriesData<InfiniteData<NotificationList>>(
    { queryKey: pagesKey },
    old =>
      old && {
        pages: old.pages.slice(0, 1),
        pageParams: old.pageParams.slice(0, 1),
      },
  );
  await Promise.all([
    queries.invalidateQueries({ queryKey: listsKey }),
    queries.invalidateQueries({ queryKey: pagesKey }),
  ]);
}

/** Cancels running queries of lists, whose responses would be outdated. */
export async function cancelLists(queries: QueryClient): Promise<void> {
  await Promise.all([
    queries.cancelQueries({ queryKey: listsKey }),
    queries.cancelQueries({ queryKey: pagesKey }),
  ]);
}
