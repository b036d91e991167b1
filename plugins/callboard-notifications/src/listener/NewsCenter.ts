import type { Notification } from '@callboard/plugin-callboard-common';
import { oncePerPortal } from '@callboard/plugin-callboard-react';
import type { NotificationList } from '../data/useLatest';
import { newsIn, nowKnown, type Known } from './newsIn';

/** What comes back sooner was put back, as by Undo, in milliseconds. */
const AWAY = 30_000;

/**
 * Tells what is new from what this tab has seen before. What has been snoozed is
 * new once it comes back.
 */
export class NewsCenter {
  #known: Known | undefined;
  #last: readonly Notification[] = [];
  /** When what is in the list no more was last seen to leave, by id. */
  readonly #left = new Map<string, number>();

  /**
   * @param now - milliseconds since 1970
   * @returns what has come since it was called last; nothing the first time
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
    const news = known ? newsIn(known, items) : [];
    this.#known = nowKnown(known ?? new Map(), items);
    this.#last = items;
    return news;
  }

  /** Notes what has been taken out, other than by being pushed off the end. */
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

/** The one of the portal: what listens may be drawn anew. */
export const useNewsCenter = oncePerPortal(() => new NewsCenter());
