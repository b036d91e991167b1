import type { SearchResult } from '@callboard/plugin-callboard-common';
import { searchTypes, uuid } from '@callboard/plugin-callboard-common';
import { z } from 'zod';

/** More than that is no list of what one comes back to. */
const MOST = 8;

/** What is kept of something that was opened: the rest is asked for again. */
const opened = z.array(
  z.object({
    type: z.enum(searchTypes),
    id: uuid,
    subtitle: z.string(),
  }),
);

/** Something that somebody has opened from the search. */
export type OpenedThing = z.output<typeof opened>[number];

/** What one person has opened from the search in this browser, the latest first. */
export class RecentlyOpened {
  readonly #key: string;

  constructor(
    private readonly storage: Pick<Storage, 'getItem' | 'setItem'>,
    user_ref: string,
  ) {
    this.#key = `callboard.search.opened.${user_ref}`;
  }

  list(): OpenedThing[] {
    try {
      const kept = opened.safeParse(
        JSON.parse(this.storage.getItem(this.#key) ?? '[]'),
      );
      return kept.data ?? [];
    } catch {
      // Not ours, or the browser keeps nothing.
      return [];
    }
  }

  /** Remembers something, unless it can only be found by what it is called. */
  add({ type, id, subtitle }: SearchResult): void {
    if (!uuid.safeParse(id).success) {
      return;
    }
    const others = this.list().filter(other => other.id !== id);
    this.#keep([{ type, id, subtitle }, ...others].slice(0, MOST));
  }

  /** Forgets all but some. */
  retain(ids: ReadonlySet<string>): void {
    const all = this.list();
    const rest = all.filter(({ id }) => ids.has(id));
    if (rest.length < all.length) {
      this.#keep(rest);
    }
  }

  #keep(things: readonly OpenedThing[]): void {
    try {
      this.storage.setItem(this.#key, JSON.stringify(things));
    } catch {
      // The browser is full, or keeps nothing: there are no recent ones then.
    }
  }
}
