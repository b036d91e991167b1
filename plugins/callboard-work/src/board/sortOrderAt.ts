import type { WorkItem } from '@callboard/plugin-callboard-common';

/** The room between two cards, as the server leaves it. */
export const STEP = 65_536;

/**
 * The order of a card that comes to stand at a place among others: midway
 * between its neighbours.
 *
 * @param others - the cards it comes among, in order, without itself
 */
export function sortOrderAt(
  others: readonly Pick<WorkItem, 'sort_order'>[],
  place: number,
): number {
  const before = others[place - 1]?.sort_order;
  const after = others[place]?.sort_order;
  if (before === undefined) {
    return after === undefined ? STEP : after - STEP;
  }
  return after === undefined ? before + STEP : (before + after) / 2;
}
