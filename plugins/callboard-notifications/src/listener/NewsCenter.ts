import type { Notification } from '@callboard/plugin-callboard-common';
import { oncePerPortal } from '@callboard/plugin-callboard-react';
import { newsIn, nowKnown, type Known } from './newsIn';

/** Tells what is new from what this tab has seen before. */
export class NewsCenter {
  #known: Known | undefined;

  /** @returns what has come since it was called last; nothing the first time */
  take(items: readonly Notification[]): Notification[] {
    const news = this.#known ? newsIn(this.#known, items) : [];
    this.#known = nowKnown(this.#known ?? new Map(), items);
    return news;
  }
}

/** The one of the portal: what listens may be drawn anew. */
export const useNewsCenter = oncePerPortal(() => new NewsCenter());
