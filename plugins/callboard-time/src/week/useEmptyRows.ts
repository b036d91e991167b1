import { useCallback, useRef, useState } from 'react';
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

const getKey = (workspace: string) => `callboard.time.rows.${workspace}`;

function readWeeks(workspace: string): z.output<typeof storedWeeks> {
  try {
    const stored = window.sessionStorage.getItem(getKey(workspace));
    return storedWeeks.safeParse(JSON.parse(stored ?? '[]')).data ?? [];
  } catch {
    // The stored value is invalid, or the storage is unavailable.
    return [];
  }
}

function storeItems(
  workspace: string,
  week: string,
  items: readonly LoggableItem[],
): void {
  const otherWeeks = readWeeks(workspace).filter(each => each.week !== week);
  const weeks = [{ week, items: items.slice(-MAX_ROWS) }, ...otherWeeks];
  try {
    window.sessionStorage.setItem(
      getKey(workspace),
      JSON.stringify(weeks.slice(0, MAX_WEEKS)),
    );
  } catch {
    // The session storage is full or unavailable; the rows last until the page is left.
  }
}

/**
 * The work items that a week shows even without time, and functions that change them. They survive
 * a reload of the tab.
 *
 * @param week - the first day of the week
 */
export function useEmptyRows(slug: string, week: string) {
  const [emptyRows, setEmptyRows] = useState<readonly LoggableItem[]>(
    () => readWeeks(slug).find(each => each.week === week)?.items ?? [],
  );
  // The items are also stored in memory, because some browsers have no session storage.
  const latestItems = useRef(emptyRows);
  const put = useCallback(
    (items: readonly LoggableItem[]) => {
      latestItems.current = items;
      storeItems(slug, week, items);
      setEmptyRows(items);
    },
    [slug, week],
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
