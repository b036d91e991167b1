import { MIN_CARD_GAP } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { inListSql, updateMany } from '../../../../database/bulk';
import {
  hasConcurrentWriters,
  lockForNoKeyUpdate,
} from '../../../../database/locks';
import { WorkItemPair, WorkItemRow } from '../WorkItemRow';
import { MAX_MOVED, spreadRanks } from './spreadRanks';

/** An item's position on the board. */
interface Card {
  id: string;
  project_id: string;
  state_id: string;
  sort_order: number;
}

type Neighbour = Pick<Card, 'id' | 'sort_order'>;

/** The maximum number of items around which one transaction makes room. */
const MAX_CROWDED = 100;

/**
 * Moves the neighbours of moved items on the board if they are too close for another card
 * to fit between. The moved items keep their ranks.
 *
 * Neighbours keep their version, and no activity entry is recorded, because their order does not
 * change.
 *
 * @param pairs - items that have just been stored
 */
export async function keepRoom(
  tx: Knex.Transaction,
  pairs: readonly WorkItemPair[],
): Promise<void> {
  const moved = pairs.flatMap(({ before, after }) =>
    after && isOnBoard(after) && !(before && hasSamePosition(before, after))
      ? [after.id]
      : [],
  );
  if (moved.length === 0) {
    return;
  }
  const crowded: Pick<Card, 'id'>[] = await selectCrowdedItems(tx, moved);
  // Usually empty. Runs sequentially, because each step may move the next card.
  for (const { id } of crowded) {
    await spreadAround(tx, id);
  }
}

function isOnBoard({ archived_at, is_draft }: WorkItemRow): boolean {
  return archived_at === null && !is_draft;
}

function hasSamePosition(before: WorkItemRow, after: WorkItemRow): boolean {
  return (
    isOnBoard(before) &&
    before.state_id === after.state_id &&
    before.sort_order === after.sort_order
  );
}

/** Selects the items that have another card too close by. */
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
 * Finds the cards to move on one side of a card. A card with the same rank was moved there
 * concurrently. It moves up, so that cards placed before it stay before it.
 *
 * @returns the new ranks, and the cards to lock: the moved cards and the next one after them
 */
async function planMoves(
  tx: Knex.Transaction,
  centre: Card,
  direction: 1 | -1,
): Promise<{ moves: Neighbour[]; cardsToLock: Neighbour[] }> {
  const { id, project_id, state_id, sort_order } = centre;
  const [isBeyond, order] = direction === 1 ? ['>=', 'asc'] : ['<', 'desc'];
  const found: Neighbour[] = await selectNeighbours(tx)
    .select('near.id', 'near.sort_order')
    .where({ 'near.project_id': project_id, 'near.state_id': state_id })
    .where('near.sort_order', isBeyond, sort_order)
    .whereNot('near.id', id)
    .orderBy('near.sort_order', order)
    .orderBy('near.id', order)
    .limit(MAX_MOVED + 1);
  const ranks = spreadRanks(
    sort_order,
    found.map(near => near.sort_order),
    direction,
  );
  return {
    moves: ranks.map((rank, at) => ({ id: found[at].id, sort_order: rank })),
    cardsToLock: ranks.length > 0 ? found.slice(0, ranks.length + 1) : [],
  };
}

/**
 * Locks cards until the transaction ends. Does not wait for locks, because transactions that have
 * moved cards hold locks on them and would deadlock. If a lock is not available, the cards stay
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
  const rows: Neighbour[] = await lockForNoKeyUpdate(
    tx('work_items')
      .select('id', 'sort_order')
      .where({ state_id })
      .whereRaw(
        ...inListSql(
          tx,
          'id',
          cards.map(({ id }) => id),
        ),
      ),
  ).skipLocked();
  const ranks = new Map(rows.map(row => [row.id, row.sort_order]));
  return cards.every(card => ranks.get(card.id) === card.sort_order);
}
