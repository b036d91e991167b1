import { CARD_ROOM } from '@callboard/plugin-callboard-common';
import { BOARD_STEP } from '../newWorkItem';

/** How many cards can move on either side of another. */
export const MOST_MOVED = 200;

/**
 * The widest gap that moved cards get. Somebody who drops a card meanwhile still
 * hits the place they saw.
 */
const FURTHEST = BOARD_STEP / 16;

/**
 * Closer than this nothing is moved: at the highest `sort_order` the numbers
 * could no longer be told apart.
 */
const CLOSEST = CARD_ROOM / 1_024;

/**
 * The room that makes moving some cards worth it. The more are moved, the more
 * room there has to be: else the same many would be moved again after a few
 * drops.
 */
const roomFor = (moved: number) => CARD_ROOM * (32 + 4 * moved);

/**
 * Where the cards on one side of another go so that it has room on that side:
 * away from it, as few as will do, in their order, and not beyond the first that
 * stays.
 *
 * @param centre - the rank of the card that stays
 * @param ranks - of the cards on that side, the nearest first: all of them, or
 * one more than can be moved
 * @param direction - 1 for the side above it, -1 for the side below
 * @returns the new ranks of the nearest; none where there is room already
 */
export function ranksApart(
  centre: number,
  ranks: readonly number[],
  direction: 1 | -1,
): number[] {
  const [nearest] = ranks;
  if (nearest === undefined || Math.abs(nearest - centre) >= CARD_ROOM) {
    return [];
  }
  const { moved, gap } = findRoom(centre, ranks);
  return Array.from(
    { length: gap < CLOSEST ? 0 : moved },
    (_, index) => centre + direction * gap * (index + 1),
  );
}

/** How many have to move, and how far apart they then are. */
function findRoom(centre: number, ranks: readonly number[]) {
  const most = Math.min(ranks.length - 1, MOST_MOVED);
  for (let moved = 1; moved <= most; moved += 1) {
    const gap = Math.abs(ranks[moved] - centre) / (moved + 1);
    if (gap >= roomFor(moved) || moved === MOST_MOVED) {
      return { moved, gap: Math.min(gap, FURTHEST) };
    }
  }
  // Nothing is beyond them.
  return { moved: ranks.length, gap: FURTHEST };
}
