import type { usePageVirtualizer } from '@callboard/plugin-callboard-react';
import { useCallback, useMemo, useState, type RefObject } from 'react';
import type { TreeRow } from '../model/buildTreeRows';

type Virtualizer = Pick<ReturnType<typeof usePageVirtualizer>, 'scrollToIndex'>;

/** The tree's tab stop. */
interface TreeFocus {
  activeIndex: number;
  setActive: (id: string) => void;
  /** Moves the focus to a row. */
  moveTo: (at: number, virtualizer: Virtualizer) => void;
}

/** Tracks the tab stop: the last focused row, else the selected one, else the first. */
export function useTreeFocus(
  list: RefObject<HTMLElement>,
  rows: readonly TreeRow[],
  selectedId: string | undefined,
): TreeFocus {
  const [activeId, setActive] = useState<string>();
  const findRowIndex = (id: string | undefined) =>
    rows.findIndex(row => row.id === id);
  const known = findRowIndex(activeId);
  const activeIndex = Math.max(0, known < 0 ? findRowIndex(selectedId) : known);

  const moveTo = useCallback(
    (at: number, virtualizer: Virtualizer) => {
      const row = rows[at];
      if (!row) {
        return;
      }
      setActive(row.id);
      virtualizer.scrollToIndex(at, { align: 'auto' });
      // The row may not be rendered until it is scrolled to.
      requestAnimationFrame(() =>
        list.current
          ?.querySelector<HTMLElement>(`[data-id="${row.id}"]`)
          ?.focus({ preventScroll: true }),
      );
    },
    [list, rows],
  );

  return useMemo(
    () => ({ activeIndex, setActive, moveTo }),
    [activeIndex, moveTo],
  );
}
