import { useCallback, useMemo, useRef, useState } from 'react';
import { toLoggedItem, type LoggedItem } from '../items/LoggedItem';
import { EmptyRows } from './EmptyRows';

/**
 * The work items without time in a week, which survive a reload.
 *
 * @param week - the first day of the week
 */
export function useEmptyRows(
  slug: string,
  week: string,
): {
  emptyRows: readonly LoggedItem[];
  /** Adds work items to the week; existing ones keep their position. */
  keep: (items: readonly LoggedItem[]) => void;
  /** Removes a work item. */
  leave: (id: string) => void;
} {
  const store = useMemo(
    () => new EmptyRows(window.sessionStorage, slug),
    [slug],
  );
  const [emptyRows, setStored] = useState<readonly LoggedItem[]>(() =>
    store.getItems(week),
  );
  // Kept in memory as well, because some browsers have no session storage.
  const current = useRef(emptyRows);
  const put = useCallback(
    (items: readonly LoggedItem[]) => {
      current.current = items;
      store.put(week, items);
      setStored(items);
    },
    [store, week],
  );
  const keep = useCallback(
    (items: readonly LoggedItem[]) => {
      const known = new Set(current.current.map(({ id }) => id));
      const added = items.filter(({ id }) => !known.has(id));
      if (added.length > 0) {
        put([...current.current, ...added.map(toLoggedItem)]);
      }
    },
    [put],
  );
  const leave = useCallback(
    (id: string) => put(current.current.filter(item => item.id !== id)),
    [put],
  );
  return { emptyRows, keep, leave };
}
