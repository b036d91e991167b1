import type { WorkItem } from '@callboard/plugin-callboard-common';
import {
  defaultRangeExtractor,
  useVirtualizer,
  type Virtualizer,
} from '@tanstack/react-virtual';
import type { RefObject } from 'react';

const CARD_HEIGHT = 100;
const OVERSCAN = 5;

/** Between cards. */
export const CARD_GAP = 8;

/**
 * Renders only the cards in view.
 *
 * @param keep - the index of a card that stays mounted even when out of view, so that it can retain
 *   the focus
 */
export function useColumnVirtualizer(
  scroller: RefObject<HTMLElement>,
  items: readonly WorkItem[],
  keep: number,
): Virtualizer<HTMLElement, Element> {
  return useVirtualizer<HTMLElement, Element>({
    count: items.length,
    getScrollElement: () => scroller.current,
    getItemKey: index => items[index].id,
    estimateSize: () => CARD_HEIGHT,
    overscan: OVERSCAN,
    gap: CARD_GAP,
    rangeExtractor: range => {
      const indexes = defaultRangeExtractor(range);
      return keep < 0 || keep >= items.length || indexes.includes(keep)
        ? indexes
        : [...indexes, keep].sort((a, b) => a - b);
    },
  });
}
