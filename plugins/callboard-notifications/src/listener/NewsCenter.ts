import type { Notification } from '@callboard/plugin-callboard-common';
import { createPortalSingletonHook } from '@callboard/plugin-callboard-react';
import type { NotificationList } from '../data/useLatest';
import {
  getNewNotifications,
  addKnown,
  type Known,
} from './getNewNotifications';

/** A notification that reappears sooner than this was restored, as by Undo; milliseconds. */
const AWAY = 30_000;

/** Finds the notifications that this tab has not seen yet. A snoozed one is new when it returns. */
export class NewsCenter {
  #known: Known | undefined;
  #last: readonly Notification[] = [];
  /** When notifications that are no longer listed were last seen to leave, by id. */
  readonly #left = new Map<string, number>();

  /**
   * @param now - milliseconds since 1970
   * @returns the notifications that arrived since the last call; none on the first call
   */
  take(list: NotificationList, now: number): Notification[] {
    const { items } = list;
    this.#noteLeft(list, now);
    const known = this.#known && new Map(this.#known);
    for (const { id } of items) {
      if (now - (this.#left.get(id) ?? now) >= AWAY) {
        known?.delete(id);
      }
      this.#left.delete(id);
    }
    const news = known ? getNewNotifications(known, items) : [];
    this.#known = addKnown(known ?? new Map(), items);
    this.#last = items;
    return news;
  }

  /** Records notifications that left the list, except those beyond its end. */
  #noteLeft({ items, next_cursor }: NotificationList, now: number): void {
    const there = new Set(items.map(({ id }) => id));
    const isThere = this.#last.map(({ id }) => there.has(id));
    const end =
      next_cursor === null ? isThere.length : isThere.lastIndexOf(true);
    this.#last.slice(0, Math.max(end, 0)).forEach(({ id }, at) => {
      if (!isThere[at]) {
        this.#left.set(id, now);
      }
    });
  }
}

/** The instance of the portal, which survives a remount of the listener. */
export const useNewsCenter = createPortalSingletonHook(() => new NewsCenter());
