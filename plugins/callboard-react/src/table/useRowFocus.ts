import type { Virtualizer } from '@tanstack/react-virtual';
import {
  useCallback,
  useState,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import type { TableItem } from './tableItems';

const PAGE = 10;

/**
 * Moves the focus over rows with the arrow keys, Page Up and Down, Home and
 * End. One row at a time can be reached with Tab.
 */
export function useRowFocus<Row>(
  list: RefObject<HTMLElement>,
  items: TableItem<Row>[],
): {
  activeIndex: number;
  setActive: (index: number) => void;
  onKeyDown: (
    event: KeyboardEvent,
    virtualizer: Virtualizer<Element, Element>,
  ) => void;
} {
  const [activeId, setActiveId] = useState<string>();
  const known = items.findIndex(
    item => item.kind === 'row' && item.row.id === activeId,
  );
  const activeIndex =
    known >= 0 ? known : items.findIndex(item => item.kind === 'row');

  const setActive = useCallback(
    (index: number) => {
      const item = items[index];
      if (item?.kind === 'row') {
        setActiveId(item.row.id);
      }
    },
    [items],
  );

  const onKeyDown = useCallback(
    (event: KeyboardEvent, virtualizer: Virtualizer<Element, Element>) => {
      const target = event.target as HTMLElement;
      if (target.getAttribute('role') !== 'row') {
        return;
      }
      const rows = items.flatMap((item, at) => (item.kind === 'row' ? at : []));
      const at = rows.indexOf(activeIndex);
      const goal = {
        ArrowDown: at + 1,
        ArrowUp: at - 1,
        PageDown: at + PAGE,
        PageUp: at - PAGE,
        Home: 0,
        End: rows.length - 1,
      }[event.key];
      if (goal === undefined) {
        return;
      }
      event.preventDefault();
      const next = rows[Math.min(rows.length - 1, Math.max(0, goal))];
      setActive(next);
      virtualizer.scrollToIndex(next, { align: 'auto' });
      // The row may only be drawn once it has been scrolled to.
      requestAnimationFrame(() =>
        list.current
          ?.querySelector<HTMLElement>(`[data-index="${next}"][role="row"]`)
          ?.focus({ preventScroll: true }),
      );
    },
    [activeIndex, items, list, setActive],
  );

  return { activeIndex, setActive, onKeyDown };
}
