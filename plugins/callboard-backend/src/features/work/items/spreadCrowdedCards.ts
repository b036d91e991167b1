import { MIN_CARD_GAP, WorkItem } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { inListSql, updateMany } from '../../../database/bulk';
import {
  hasConcurrentWriters,
  lockForNoKeyUpdate,
} from '../../../database/locks';
import { BOARD_STEP } from './buildWorkItem';

/** The maximum number of cards that move on each side of a card. */
export const MAX_MOVED = 200;

/** An item's position on the board. */
type Card = Pick<WorkItem, 'id' | 'project_id' | 'state_id' | 'sort_order'>;

type Neighbour = Pick<Card, 'id' | 'sort_order'>;

/** The maximum number of crowded cards whose neighbours one transaction moves. */
const MAX_CROWDED = 100;

/**
 * Moves the neighbours of moved items on the board away from the items if no other card would fit
 * between. The moved items keep their ranks.
 *
 * Neighbours keep their version, and no activity entry is recorded, because their order does not
 * change.
 *
 * @param movedIds - the ids of the moved items, whose new ranks are already stored
 */
export async function spreadCrowdedCards(
  tx: Knex.Transaction,
  movedIds: readonly string[],
): Promise<void> {
  const crowded: Pick<Card, 'id'>[] = await selectCrowdedItems(tx, movedIds);
  // Usually empty. Runs sequentially, because each step may move the next crowded card.
  for (const { id } of crowded) {
    await spreadAround(tx, id);
  }
}

/** Selects the items that are too close to another card. */
function selectCrowdedItems(
  tx: Knex.Transaction,
  ids: readonly string[],
): Knex.QueryBuilder {
  return tx('work_items as moved')
    .select('moved.id')
    .whereRaw(...inListSql(tx, 'moved.id', ids))
    .whereExists(
      selectNeighbours(tx)
        .select(tx.raw('1'))
        .whereRaw('near.project_id = moved.project_id')
        .whereRaw('near.state_id = moved.state_id')
        .whereRaw('near.sort_order > moved.sort_order - ?', [MIN_CARD_GAP])
        .whereRaw('near.sort_order < moved.sort_order + ?', [MIN_CARD_GAP])
        .whereRaw('near.id <> moved.id'),
    )
    .orderBy('moved.sort_order')
    .orderBy('moved.id')
    .limit(MAX_CROWDED);
}

/** Selects the cards on boards, with the condition of the partial index. */
function selectNeighbours(tx: Knex.Transaction): Knex.QueryBuilder {
  return tx('work_items as near')
    .whereNull('near.deleted_at')
    .whereNull('near.archived_at')
    .whereRaw('NOT near.is_draft');
}

/** Moves the neighbours on both sides of a card away from it. */
async function spreadAround(tx: Knex.Transaction, id: string): Promise<void> {
  const [centre]: Card[] = await tx('work_items')
    .select('id', 'project_id', 'state_id', 'sort_order')
    .where({ id });
  const sides = [
    await planMoves(tx, centre, -1),
    await planMoves(tx, centre, 1),
  ];
  const moves = sides.flatMap(side => side.moves);
  const cardsToLock = sides.flatMap(side => side.cardsToLock);
  if (moves.length > 0 && (await lockCards(tx, centre.state_id, cardsToLock))) {
    await updateMany(tx, 'work_items', moves);
  }
}

/**
 * Finds the cards to move on one side of a card. Another card with the same rank was moved there
 * concurrently. That card gets a higher rank, so it stays after the cards that users have placed
 * before it.
 *
 * @returns the new ranks, and the cards to lock: the moved cards and the next one after them
 */
async function planMoves(
  tx: Knex.Transaction,
  centre: Card,
  direction: 1 | -1,
): Promise<{ moves: Neighbour[]; cardsToLock: Neighbour[] }> {
  const { id, project_id, state_id, sort_order } = centre;
  const [operator, order] = direction === 1 ? ['>=', 'asc'] : ['<', 'desc'];
  const found: Neighbour[] = await selectNeighbours(tx)
    .select('near.id', 'near.sort_order')
    .where({ 'near.project_id': project_id, 'near.state_id': state_id })
    .where('near.sort_order', operator, sort_order)
    .whereNot('near.id', id)
    .orderBy('near.sort_order', order)
    .orderBy('near.id', order)
    .limit(MAX_MOVED + 1);
  const nearRanks = found.map(near => near.sort_order);
  const ranks = spreadRanks(sort_order, nearRanks, direction);
  return {
    moves: ranks.map((rank, index) => ({
      id: found[index].id,
      sort_order: rank,
    })),
    cardsToLock: ranks.length > 0 ? found.slice(0, ranks.length + 1) : [],
  };
}

/**
 * Locks cards until the transaction ends. Does not wait for locks, because two transactions that
 * have already moved cards could wait for each other. If a lock is not available, the cards stay
 * where they are, and the next move tries again.
 *
 * @returns false when another transaction has locked or just moved a card
 */
async function lockCards(
  tx: Knex.Transaction,
  state_id: string,
  cards: readonly Neighbour[],
): Promise<boolean> {
  if (!hasConcurrentWriters(tx)) {
    return true;
  }
  const ids = cards.map(({ id }) => id);
  const rows: Neighbour[] = await lockForNoKeyUpdate(
    tx('work_items')
      .select('id', 'sort_order')
      .where({ state_id })
      .whereRaw(...inListSql(tx, 'id', ids)),
  ).skipLocked();
  const ranks = new Map(rows.map(row => [row.id, row.sort_order]));
  return cards.every(card => ranks.get(card.id) === card.sort_order);
}

/**
 * The widest gap that moved cards get. It is small enough that users who drop a card at the same
 * time still hit the position that they see.
 */
const MAX_GAP = BOARD_STEP / 16;

/**
 * The smallest gap that moved cards get. Cards do not move if the gap would be smaller: at the
 * highest `sort_order`, floating-point numbers cannot represent a smaller gap.
 */
const MIN_GAP = MIN_CARD_GAP / 1_024;

/**
 * The gap that is required to move a number of cards. It grows with the number of cards, because
 * otherwise the same cards would move again after a few drops.
 */
const getRequiredGap = (moved: number) => MIN_CARD_GAP * (32 + 4 * moved);

/**
 * Computes new ranks for the cards on one side of a card, so that another card fits next to it.
 * Moves as few cards as necessary, keeps their order, and does not move them past the first card
 * that stays.
 *
 * @param centre - the rank of the card, which stays
 * @param ranks - the ranks of the cards on that side, the nearest first: all of them, or one more
 * than can be moved
 * @param direction - 1 for the side with higher ranks, -1 for the side with lower ranks
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
  const { moved, gap } = computeSpread(centre, ranks);
  return Array.from(
    { length: gap < MIN_GAP ? 0 : moved },
    (_, index) => centre + direction * gap * (index + 1),
  );
}

/** Computes the number of cards to move, and the gap between them. */
function computeSpread(centre: number, ranks: readonly number[]) {
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
