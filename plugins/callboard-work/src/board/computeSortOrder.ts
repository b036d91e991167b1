import type { WorkItem } from '@callboard/plugin-callboard-common';

/** The gap between two cards, as the server sets it. */
export const STEP = 65_536;

/**
 * Returns the sort order of a card at a position among others: midway between its neighbours.
 *
 * @param others - the other cards of the column, in order
 */
export function computeSortOrder(
  others: readonly Pick<WorkItem, 'sort_order'>[],
  index: number,
): number {
  const before = others[index - 1]?.sort_order;
  const after = others[index]?.sort_order;
  if (before === undefined) {
    return after === undefined ? STEP : after - STEP;
  }
  return after === undefined ? before + STEP : (before + after) / 2;
}
