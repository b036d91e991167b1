import type { WorkItem } from '@callboard/plugin-callboard-common';
import type { Virtualizer } from '@tanstack/react-virtual';
import { useEffect, type RefObject } from 'react';
import { useBoard } from './useBoard';

/** Registers a column's handle with the board. */
export function useColumnHandle(
  stateId: string,
  items: readonly WorkItem[],
  scroller: RefObject<HTMLElement>,
  virtualizer: Virtualizer<HTMLElement, Element>,
): void {
  const { columns } = useBoard();
  useEffect(() => {
    const all = columns.current;
    all.set(stateId, {
      items,
      findDropIndex: clientY => {
        const box = scroller.current;
        if (!box || items.length === 0) {
          return 0;
        }
        const offset =
          clientY - box.getBoundingClientRect().top + box.scrollTop;
        const under = virtualizer.getVirtualItemForOffset(offset);
        if (!under) {
          return items.length;
        }
        return offset > (under.start + under.end) / 2
          ? under.index + 1
          : under.index;
      },
      focus: index => {
        const item = items[index];
        if (!item) {
          return;
        }
        virtualizer.scrollToIndex(index, { align: 'auto' });
        // It may be mounted only after scrolling.
        requestAnimationFrame(() =>
          scroller.current
            ?.querySelector<HTMLElement>(`[data-card="${item.id}"]`)
            ?.focus({ preventScroll: true }),
        );
      },
    });
    return () => {
      all.delete(stateId);
    };
  }, [columns, stateId, items, scroller, virtualizer]);
}
