import { useCallback, useRef, useState } from 'react';
import { uuid, type Timesheet } from '@callboard/plugin-callboard-common';
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

/** The rows of a person in a workspace. Several people can use a browser tab one after the other. */
const getKey = (workspace: string, person: string) =>
  `callboard.time.rows.${workspace}.${person}`;

function readWeeks(key: string): z.output<typeof storedWeeks> {
  try {
    const stored = window.sessionStorage.getItem(key);
    return storedWeeks.safeParse(JSON.parse(stored ?? '[]')).data ?? [];
  } catch {
    // The stored value is invalid, or the storage is unavailable.
    return [];
  }
}

function storeItems(
  key: string,
  week: string,
  items: readonly LoggableItem[],
): void {
  const otherWeeks = readWeeks(key).filter(each => each.week !== week);
  const weeks = [{ week, items: items.slice(-MAX_ROWS) }, ...otherWeeks];
  try {
    window.sessionStorage.setItem(
      key,
      JSON.stringify(weeks.slice(0, MAX_WEEKS)),
    );
  } catch {
    // The session storage is full or unavailable; the rows last until the page is left.
  }
}

/**
 * The work items that a timesheet shows even without time, and functions that change them. They
 * survive a reload of the tab.
 */
export function useEmptyRows(
  slug: string,
  { member_id, week_start: week }: Pick<Timesheet, 'member_id' | 'week_start'>,
) {
  const key = getKey(slug, member_id);
  const [emptyRows, setEmptyRows] = useState<readonly LoggableItem[]>(
    () => readWeeks(key).find(each => each.week === week)?.items ?? [],
  );
  // The items are also stored in memory, because some browsers have no session storage.
  const latestItems = useRef(emptyRows);
  const put = useCallback(
    (items: readonly LoggableItem[]) => {
      latestItems.current = items;
      storeItems(key, week, items);
      setEmptyRows(items);
    },
    [key, week],
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
