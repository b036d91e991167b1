import type { Notification } from '@callboard/plugin-callboard-common';
import { createPortalSingletonHook } from '@callboard/plugin-callboard-react';
import type { NotificationList } from '../data/notificationQueries';

/** How often each notification had occurred when this tab last saw it, by id. */
type SeenCounts = ReadonlyMap<string, number>;

/** Returns the counts of seen notifications, updated by the given ones. */
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
 * Returns those of the latest notifications that are new: unread, and not seen or repeated since. A
 * notification below a seen one is not new: it moved up because others left.
 */
export function getNewNotifications(
  seen: SeenCounts,
  items: readonly Notification[],
): Notification[] {
  const isNew = ({ id, count }: Notification) => count > (seen.get(id) ?? 0);
  const firstSeen = items.findIndex(item => !isNew(item));
  return items
    .slice(0, firstSeen < 0 ? items.length : firstSeen)
    .filter(({ is_read }) => !is_read);
}

/** A notification that reappears sooner was restored, for example with Undo, and is not new. */
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
      if (now - (this.#departures.get(id) ?? now) >= MIN_ABSENCE_MS) {
        seen?.delete(id);
      }
      this.#departures.delete(id);
    }
    const newItems = seen ? getNewNotifications(seen, items) : [];
    this.#seen = addSeenCounts(seen ?? new Map(), items);
    this.#lastItems = items;
    return newItems;
  }

  /** Records which notifications left the list, except those beyond its end. */
  #recordDepartures({ items, next_cursor }: NotificationList, now: number) {
    const ids = new Set(items.map(({ id }) => id));
    const isListed = this.#lastItems.map(({ id }) => ids.has(id));
    const end =
      next_cursor === null ? isListed.length : isListed.lastIndexOf(true);
    this.#lastItems.slice(0, Math.max(end, 0)).forEach(({ id }, index) => {
      if (!isListed[index]) {
        this.#departures.set(id, now);
      }
    });
  }
}

/** Returns the portal's detector, which survives a remount of the listener. */
export const useNewNotificationDetector = createPortalSingletonHook(
  () => new NewNotificationDetector(),
);
