import type { Virtualizer } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import { hasModifier } from '../hooks/useShortcut';
import type { TableItem } from './buildTableItems';

const PAGE_KEY_ROWS = 10;

/** The id of a focusable item: a row, or the heading of a collapsible group. */
const getFocusId = <Row>(item: TableItem<Row>): string | undefined => {
  if (item.kind === 'row') {
    return item.row.id;
  }
  return item.isClosed === undefined ? undefined : `group:${item.group.key}`;
};

function findRowElement(list: HTMLElement | null, index: number) {
  const row = list?.querySelector<HTMLElement>(
    `[data-index="${index}"][role="row"]`,
  );
  return row?.querySelector<HTMLElement>('[data-heading]') ?? row;
}

/**
 * Moves the focus over rows and collapsible headings with the arrow keys, Page Up and Down, Home
 * and End. Only one item is a tab stop.
 *
 * @param options.byLetters - whether J and K also move the focus
 */
export function useRowFocus<Row>(
  list: RefObject<HTMLElement>,
  items: TableItem<Row>[],
  options: { byLetters: boolean },
): {
  activeIndex: number;
  setActive: (index: number) => void;
  focusItem: (
    index: number,
    virtualizer: Virtualizer<Element, Element>,
  ) => void;
  onKeyDown: (
    event: KeyboardEvent,
    virtualizer: Virtualizer<Element, Element>,
  ) => void;
} {
  const { byLetters } = options;
  const [activeId, setActiveId] = useState<string>();
  const stops = useMemo(
    () =>
      items.flatMap((item, index) => {
        const id = getFocusId(item);
        return id === undefined ? [] : [{ id, index, kind: item.kind }];
      }),
    [items],
  );
  const activeIndex = (
    stops.find(({ id }) => id === activeId) ??
    stops.find(({ kind }) => kind === 'row') ??
    stops[0] ?? { index: -1 }
  ).index;

  const setActive = useCallback(
    (index: number) => {
      const id = items[index] && getFocusId(items[index]);
      if (id !== undefined) {
        setActiveId(id);
      }
    },
    [items],
  );

  const focusItem = useCallback(
    (index: number, virtualizer: Virtualizer<Element, Element>) => {
      setActive(index);
      virtualizer.scrollToIndex(index, { align: 'auto' });
      // The row may be rendered only after the scroll.
      requestAnimationFrame(() =>
        findRowElement(list.current, index)?.focus({ preventScroll: true }),
      );
    },
    [list, setActive],
  );

  const onKeyDown = useCallback(
    (event: KeyboardEvent, virtualizer: Virtualizer<Element, Element>) => {
      const target = event.target as HTMLElement;
      const isStop =
        target.getAttribute('role') === 'row' ||
        target.hasAttribute('data-heading');
      if (!isStop || event.shiftKey || hasModifier(event)) {
        return;
      }
      const current = stops.findIndex(({ index }) => index === activeIndex);
      const goal = {
        ArrowDown: current + 1,
        ArrowUp: current - 1,
        ...(byLetters && { j: current + 1, k: current - 1 }),
        PageDown: current + PAGE_KEY_ROWS,
        PageUp: current - PAGE_KEY_ROWS,
        Home: 0,
        End: stops.length - 1,
      }[event.key];
      if (goal === undefined) {
        return;
      }
      event.preventDefault();
      const next = Math.min(stops.length - 1, Math.max(0, goal));
      focusItem(stops[next].index, virtualizer);
    },
    [activeIndex, stops, focusItem, byLetters],
  );

  useRestoredFocus(list, items, activeIndex);
  return { activeIndex, setActive, focusItem, onKeyDown };
}

/** Focuses the active row again after it lost the focus by being rendered in another position. */
function useRestoredFocus(
  list: RefObject<HTMLElement>,
  items: unknown,
  activeIndex: number,
): void {
  const hadFocus = useRef(false);
  useEffect(() => {
    const trackFocus = ({ target }: Event) => {
      hadFocus.current = Boolean(list.current?.contains(target as Node));
    };
    document.addEventListener('focusin', trackFocus);
    document.addEventListener('pointerdown', trackFocus);
    return () => {
      document.removeEventListener('focusin', trackFocus);
      document.removeEventListener('pointerdown', trackFocus);
    };
  }, [list]);
  useLayoutEffect(() => {
    if (hadFocus.current && document.activeElement === document.body) {
      findRowElement(list.current, activeIndex)?.focus({ preventScroll: true });
    }
    // A row can lose the focus only when rows are rendered again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [items]);
}
