import type { Notification } from '@callboard/plugin-callboard-common';
import type { NotificationList } from './useLatest';

/** The sort key of a list, latest first. */
const getSortTime = (item: Notification) =>
  (!item.is_archived && item.snoozed_until) || item.updated_at;

/**
 * Inserts a notification into the loaded pages of a list, by its time. Omits it if its position is
 * not loaded yet.
 */
export function insertNotification(
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
