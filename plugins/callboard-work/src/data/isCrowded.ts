import {
  MIN_CARD_GAP,
  type WorkItem,
} from '@callboard/plugin-callboard-common';
import type { CachedList, ListPage } from '@callboard/plugin-callboard-react';

/**
 * Whether cards of a column are closer together than the server allows: it has since moved the
 * neighbours of the last card.
 */
export function isCrowded(
  column: CachedList<ListPage<WorkItem>> | undefined,
): boolean {
  const pages = column && 'pages' in column ? column.pages : [];
  const ranks = pages.flatMap(({ items }) =>
    items.map(({ sort_order }) => sort_order),
  );
  return ranks.some(
    (rank, at) => at > 0 && rank - ranks[at - 1] < MIN_CARD_GAP,
  );
}
