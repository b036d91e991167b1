import { useCallback, useMemo, useRef, useState } from 'react';
import { uuid } from '@callboard/plugin-callboard-common';
import { z } from 'zod';
import { toLoggableItem, type LoggableItem } from '../entries/WorkItemPicker';

/** The maximum number of stored weeks; more than a person fills in one session. */
const MAX_WEEKS = 12;

/** The maximum number of stored work items per week; more than a person works on. */
const MAX_ROWS = 100;

const storedItem: z.ZodType<LoggableItem> = z.object({
  id: uuid,
  project_id: uuid,
  identifier: z.string(),
  title: z.string(),
});

const storedWeeks = z.array(
  z.object({ week: z.string(), items: z.array(storedItem) }),
);

type StoredWeek = z.output<typeof storedWeeks>[number];

/** The rows that weeks show even without time, stored until the browser tab is closed. */
class EmptyRows {
  readonly #key: string;

  constructor(
    private readonly storage: Pick<Storage, 'getItem' | 'setItem'>,
    workspace: string,
  ) {
    this.#key = `callboard.time.rows.${workspace}`;
  }

  getItems(week: string): LoggableItem[] {
    return this.#readWeeks().find(each => each.week === week)?.items ?? [];
  }

  put(week: string, items: readonly LoggableItem[]): void {
    const otherWeeks = this.#readWeeks().filter(each => each.week !== week);
    const weeks = [{ week, items: items.slice(-MAX_ROWS) }, ...otherWeeks];
    try {
      this.storage.setItem(
        this.#key,
        JSON.stringify(weeks.slice(0, MAX_WEEKS)),
      );
    } catch {
      // The session storage is full or unavailable; the rows last until the page is left.
    }
  }

  #readWeeks(): StoredWeek[] {
    try {
      const stored = storedWeeks.safeParse(
        JSON.parse(this.storage.getItem(this.#key) ?? '[]'),
      );
      return stored.data ?? [];
    } catch {
      // The stored value is invalid, or the storage is unavailable.
      return [];
    }
  }
}

/** The work items that a week shows even without time, and functions that change them. */
export function useEmptyRows(slug: string, week: string) {
  const store = useMemo(
    () => new EmptyRows(window.sessionStorage, slug),
    [slug],
  );
  const [emptyRows, setEmptyRows] = useState<readonly LoggableItem[]>(() =>
    store.getItems(week),
  );
  // The items are also stored in memory, because some browsers have no session storage.
  const latestItems = useRef(emptyRows);
  const put = useCallback(
    (items: readonly LoggableItem[]) => {
      latestItems.current = items;
      store.put(week, items);
      setEmptyRows(items);
    },
    [store, week],
  );
  /** Existing items keep their position. */
  const add = useCallback(
    (items: readonly LoggableItem[]) => {
      const existingIds = new Set(latestItems.current.map(({ id }) => id));
      const added = items.filter(({ id }) => !existingIds.has(id));
      if (added.length > 0) {
        put([...latestItems.current, ...added.map(toLoggableItem)]);
      }
    },
    [put],
  );
  const remove = useCallback(
    (id: string) => put(latestItems.current.filter(item => item.id !== id)),
    [put],
  );
  return { emptyRows, add, remove };
}
