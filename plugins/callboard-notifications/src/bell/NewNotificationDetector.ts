import type { Notification } from '@callboard/plugin-callboard-common';
import { createPortalSingletonHook } from '@callboard/plugin-callboard-react';
import type { NotificationList } from '../data/notificationQueries';

/** The `count` of each notification when this tab last saw it, by id. */
type SeenCounts = ReadonlyMap<string, number>;

export function addSeenCounts(
  seen: SeenCounts,
  items: readonly Notification[],
): SeenCounts {
  return new Map([
    ...seen,
    ...items.map(({ id, count }) => [id, count] as const),
  ]);
}

/**
 * Returns the new notifications of a list. An unread notification is new if this tab has not seen
 * it, or if it has occurred again since this tab saw it. Notifications below a seen notification
 * are not new: they moved up when other notifications left the list.
 */
export function getNewNotifications(
  seen: SeenCounts,
  items: readonly Notification[],
): Notification[] {
  const isNew = ({ id, count }: Notification) => count > (seen.get(id) ?? 0);
  const firstSeenIndex = items.findIndex(item => !isNew(item));
  return items
    .slice(0, firstSeenIndex < 0 ? items.length : firstSeenIndex)
    .filter(({ is_read }) => !is_read);
}

/**
 * A notification that leaves the list and reappears after at least this time is new. A notification
 * that reappears sooner was restored, for example by Undo.
 */
const MIN_ABSENCE_MS = 30_000;

/**
 * Detects notifications that this tab has not seen yet. A snoozed notification is new when it
 * returns.
 */
export class NewNotificationDetector {
  #seen: SeenCounts | undefined;
  #lastItems: readonly Notification[] = [];
  /** When notifications left the list, by id; milliseconds since 1970. */
  readonly #departures = new Map<string, number>();

  /**
   * @param now - milliseconds since 1970
   * @returns the notifications that arrived since the last call; none on the first call
   */
  detect(list: NotificationList, now: number): Notification[] {
    const { items } = list;
    this.#recordDepartures(list, now);
    const seen = this.#seen && new Map(this.#seen);
    for (const { id } of items) {
      const leftAt = this.#departures.get(id);
      if (leftAt !== undefined && now - leftAt >= MIN_ABSENCE_MS) {
        seen?.delete(id);
      }
      this.#departures.delete(id);
    }
    const newItems = seen ? getNewNotifications(seen, items) : [];
    this.#seen = addSeenCounts(seen ?? new Map(), items);
    this.#lastItems = items;
    return newItems;
  }

  /**
   * Records which notifications left the list. If the list has more pages, ignores notifications
   * that were below the last one still listed, because they may have moved to the next page.
   */
  #recordDepartures({ items, next_cursor }: NotificationList, now: number) {
    const listedIds = new Set(items.map(({ id }) => id));
    const lastIds = this.#lastItems.map(({ id }) => id);
    const end =
      next_cursor === null
        ? lastIds.length
        : lastIds.findLastIndex(id => listedIds.has(id));
    for (const id of lastIds.slice(0, Math.max(end, 0))) {
      if (!listedIds.has(id)) {
        this.#departures.set(id, now);
      }
    }
  }
}

/** Returns the portal's detector, which retains its state when the listener is mounted again. */
export const useNewNotificationDetector = createPortalSingletonHook(
  () => new NewNotificationDetector(),
);
