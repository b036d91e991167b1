import { uuid } from '@callboard/plugin-callboard-common';
import { z } from 'zod';
import type { LoggedItem } from '../items/LoggedItem';

/** More weeks than somebody fills in one sitting. */
const MOST_WEEKS = 12;

/** More items than somebody works on in a week. */
const MOST_ROWS = 100;

const storedItem: z.ZodType<LoggedItem> = z.object({
  id: uuid,
  project_id: uuid,
  identifier: z.string(),
  title: z.string(),
});

const storedWeeks = z.array(
  z.object({ week: z.string(), items: z.array(storedItem) }),
);

type StoredWeek = z.output<typeof storedWeeks>[number];

/**
 * The rows without time that somebody has put into their weeks of a workspace. The
 * browser keeps them as long as the tab is open.
 */
export class EmptyRows {
  readonly #key: string;

  constructor(
    private readonly storage: Pick<Storage, 'getItem' | 'setItem'>,
    workspace: string,
  ) {
    this.#key = `callboard.time.rows.${workspace}`;
  }

  /** @param week - its first day */
  of(week: string): LoggedItem[] {
    return this.#weeks().find(each => each.week === week)?.items ?? [];
  }

  put(week: string, items: readonly LoggedItem[]): void {
    const others = this.#weeks().filter(each => each.week !== week);
    const weeks = [{ week, items: items.slice(-MOST_ROWS) }, ...others];
    try {
      this.storage.setItem(
        this.#key,
        JSON.stringify(weeks.slice(0, MOST_WEEKS)),
      );
    } catch {
      // The browser is full, or keeps nothing: the rows go with the page then.
    }
  }

  #weeks(): StoredWeek[] {
    try {
      const stored = storedWeeks.safeParse(
        JSON.parse(this.storage.getItem(this.#key) ?? '[]'),
      );
      return stored.data ?? [];
    } catch {
      // Not ours, or the browser keeps nothing.
      return [];
    }
  }
}
