import { MIN_CARD_GAP } from '@callboard/plugin-callboard-common';
import { BOARD_STEP } from '../buildWorkItem';

/** The maximum number of cards that move on either side of a card. */
export const MAX_MOVED = 200;

/**
 * The widest gap that moved cards get. It is small enough that users who drop a card at the same
 * time still hit the position that they see.
 */
const MAX_GAP = BOARD_STEP / 16;

/**
 * The smallest gap that moved cards get. Cards do not move if less room is left: at the highest
 * `sort_order`, numbers with a smaller gap could not be distinguished.
 */
const MIN_GAP = MIN_CARD_GAP / 1_024;

/**
 * The gap that is required to move a number of cards. It grows with the number, because otherwise
 * the same cards would move again after a few drops.
 */
const getRequiredGap = (moved: number) => MIN_CARD_GAP * (32 + 4 * moved);

/**
 * Computes new ranks for the cards on one side of a card, so that it has room on that side. Moves
 * as few cards as necessary, keeps their order, and does not move them past the first that stays.
 *
 * @param centre - the rank of the card that gets room
 * @param ranks - the ranks of the cards on that side, the nearest first: all of them, or one more
 * than can be moved
 * @param direction - 1 for the side above it, -1 for the side below
 * @returns the new ranks of the nearest cards; none if the gap is sufficient or cannot be widened
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
    { length: gap < MIN_GAP ? 0 : moved },
    (_, index) => centre + direction * gap * (index + 1),
  );
}

/** Computes the number of cards to move, and the gap between them. */
function findRoom(centre: number, ranks: readonly number[]) {
  const maxMoved = Math.min(ranks.length - 1, MAX_MOVED);
  for (let moved = 1; moved <= maxMoved; moved += 1) {
    const gap = Math.abs(ranks[moved] - centre) / (moved + 1);
    if (gap >= getRequiredGap(moved) || moved === MAX_MOVED) {
      return { moved, gap: Math.min(gap, MAX_GAP) };
    }
  }
  // No card follows that would limit the gap.
  return { moved: ranks.length, gap: MAX_GAP };
}
