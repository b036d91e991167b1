import { MIN_CARD_GAP } from '@callboard/plugin-callboard-common';
import { BOARD_STEP } from '../buildWorkItem';

/** The most cards that move on either side of a card. */
export const MAX_MOVED = 200;

/**
 * The widest gap that moved cards get. A user who drops a card meanwhile still hits the position
 * they saw.
 */
const FURTHEST = BOARD_STEP / 16;

/**
 * Cards closer than this are not moved: at the highest `sort_order` the numbers could not be
 * distinguished.
 */
const CLOSEST = MIN_CARD_GAP / 1_024;

/**
 * The gap that justifies moving some cards. It grows with their number: otherwise, the same cards
 * would move again after a few drops.
 */
const getRequiredGap = (moved: number) => MIN_CARD_GAP * (32 + 4 * moved);

/**
 * Computes new ranks for the cards on one side of a card, so that it has room on that side. Moves as
 * few as necessary away from it, in their order, and not beyond the first that stays.
 *
 * @param centre - the rank of the card that stays
 * @param ranks - of the cards on that side, the nearest first: all of them, or one more than can be
 * moved
 * @param direction - 1 for the side above it, -1 for the side below
 * @returns the new ranks of the nearest; none if the gap is sufficient
 */
export function spreadRanks(
  centre: number,
  ranks: readonly number[],
  direction: 1 | -1,
): number[] {
  const [nearest] = ranks;
  if (nearest === undefined || Math.abs(nearest - centre) >= MIN_CARD_GAP) {
    return [];
  }
  const { moved, gap } = findRoom(centre, ranks);
  return Array.from(
    { length: gap < CLOSEST ? 0 : moved },
    (_, index) => centre + direction * gap * (index + 1),
  );
}

/** The number of cards to move, and their new distance. */
function findRoom(centre: number, ranks: readonly number[]) {
  const maxMoved = Math.min(ranks.length - 1, MAX_MOVED);
  for (let moved = 1; moved <= maxMoved; moved += 1) {
    const gap = Math.abs(ranks[moved] - centre) / (moved + 1);
    if (gap >= getRequiredGap(moved) || moved === MAX_MOVED) {
      return { moved, gap: Math.min(gap, FURTHEST) };
    }
  }
  // Nothing is beyond them.
  return { moved: ranks.length, gap: FURTHEST };
}
