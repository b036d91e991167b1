import { useCallback, useMemo, useRef, useState } from 'react';
import { loggedItemOf, type LoggedItem } from '../items/LoggedItem';
import { EmptyRows } from './EmptyRows';

/**
 * The items without time in a week, which survive that the page is loaded again.
 *
 * @param week - its first day
 */
export function useEmptyRows(
  slug: string,
  week: string,
): {
  emptyRows: readonly LoggedItem[];
  /** Puts items into the week; those that are in it stay where they are. */
  keep: (items: readonly LoggedItem[]) => void;
  /** Takes an item out again. */
  leave: (id: string) => void;
} {
  const store = useMemo(
    () => new EmptyRows(window.sessionStorage, slug),
    [slug],
  );
  const [emptyRows, setStored] = useState<readonly LoggedItem[]>(() =>
    store.of(week),
  );
  // Not read from the store again: some browsers keep nothing there.
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
        put([...current.current, ...added.map(loggedItemOf)]);
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
