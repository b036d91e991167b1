import { CARD_ROOM } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isOneOf, updateMany } from '../../../../database/bulk';
import { forNoKeyUpdate, isPostgres } from '../../../../database/dialect';
import { WorkItemPair, WorkItemRow } from '../WorkItemRow';
import { MOST_MOVED, ranksApart } from './ranksApart';

/** An item's place on the board. */
interface Card {
  id: string;
  project_id: string;
  state_id: string;
  sort_order: number;
}

type Neighbour = Pick<Card, 'id' | 'sort_order'>;

/** As many as people change by one act; where more are, the rest stays close. */
const MOST_CROWDED = 100;

/**
 * Keeps room on the board where items have been put: moves their neighbours away
 * where these are too close for another card to come between. The items
 * themselves stay where they were put.
 *
 * Ranks are no facts about the neighbours: neither their versions change, nor
 * does anything tell of it.
 *
 * @param pairs - items that have just been stored
 */
export async function keepRoom(
  tx: Knex.Transaction,
  pairs: readonly WorkItemPair[],
): Promise<void> {
  const placed = pairs.flatMap(({ before, after }) =>
    after && isShown(after) && !(before && isWhereItWas(before, after))
      ? [after.id]
      : [],
  );
  if (placed.length === 0) {
    return;
  }
  const crowded: Pick<Card, 'id'>[] = await crowdedAmong(tx, placed);
  // Rarely is there any. One after the other: each may have moved the next.
  for (const { id } of crowded) {
    await spreadAround(tx, id);
  }
}

function isShown({ archived_at, is_draft }: WorkItemRow): boolean {
  return archived_at === null && !is_draft;
}

function isWhereItWas(before: WorkItemRow, after: WorkItemRow): boolean {
  return (
    isShown(before) &&
    before.state_id === after.state_id &&
    before.sort_order === after.sort_order
  );
}

/** Finds the items that have another one too close by. */
function crowdedAmong(
  tx: Knex.Transaction,
  ids: readonly string[],
): Knex.QueryBuilder {
  return tx('work_items as placed')
    .select('placed.id')
    .whereRaw(...isOneOf(tx, 'placed.id', ids))
    .whereExists(
      neighbours(tx)
        .select(tx.raw('1'))
        .whereRaw('near.project_id = placed.project_id')
        .whereRaw('near.state_id = placed.state_id')
        .whereRaw('near.sort_order > placed.sort_order - ?', [CARD_ROOM])
        .whereRaw('near.sort_order < placed.sort_order + ?', [CARD_ROOM])
        .whereRaw('near.id <> placed.id'),
    )
    .orderBy('placed.sort_order')
    .orderBy('placed.id')
    .limit(MOST_CROWDED);
}

/** The cards in columns of the board, in the words of their index. */
function neighbours(tx: Knex.Transaction): Knex.QueryBuilder {
  return tx('work_items as near')
    .whereNull('near.deleted_at')
    .whereNull('near.archived_at')
    .whereRaw('NOT near.is_draft');
}

/** Makes room on both sides of a card. */
async function spreadAround(tx: Knex.Transaction, id: string): Promise<void> {
  const [centre]: Card[] = await tx('work_items')
    .select('id', 'project_id', 'state_id', 'sort_order')
    .where({ id });
  const sides = [
    await pushedAside(tx, centre, -1),
    await pushedAside(tx, centre, 1),
  ];
  const moves = sides.flatMap(side => side.moves);
  const held = sides.flatMap(side => side.held);
  if (moves.length > 0 && (await hold(tx, centre.state_id, held))) {
    await updateMany(tx, 'work_items', moves);
  }
}

/**
 * Finds the cards that move on one side of a card. Somebody else put a card of the
 * same rank there at the same time. That card moves up, so that the cards which
 * others are putting before it come before it.
 *
 * @returns the new ranks, and the cards that must not change meanwhile: those that
 * move, and the one beyond them
 */
async function pushedAside(
  tx: Knex.Transaction,
  centre: Card,
  direction: 1 | -1,
): Promise<{ moves: Neighbour[]; held: Neighbour[] }> {
  const { id, project_id, state_id, sort_order } = centre;
  const [isBeyond, order] = direction === 1 ? ['>=', 'asc'] : ['<', 'desc'];
  const found: Neighbour[] = await neighbours(tx)
    .select('near.id', 'near.sort_order')
    .where({ 'near.project_id': project_id, 'near.state_id': state_id })
    .where('near.sort_order', isBeyond, sort_order)
    .whereNot('near.id', id)
    .orderBy('near.sort_order', order)
    .orderBy('near.id', order)
    .limit(MOST_MOVED + 1);
  const ranks = ranksApart(
    sort_order,
    found.map(near => near.sort_order),
    direction,
  );
  return {
    moves: ranks.map((rank, at) => ({ id: found[at].id, sort_order: rank })),
    held: ranks.length > 0 ? found.slice(0, ranks.length + 1) : [],
  };
}

/**
 * Holds cards where they are until the transaction ends. Who puts a card has
 * locked it already, so two who waited for each other's would wait for ever.
 * Whoever cannot have them leaves them: there is room for some more cards, and
 * the next one tries again.
 *
 * @returns false when others hold some of them, or have just moved one
 */
async function hold(
  tx: Knex.Transaction,
  state_id: string,
  cards: readonly Neighbour[],
): Promise<boolean> {
  if (!isPostgres(tx)) {
    return true;
  }
  const rows: Neighbour[] = await forNoKeyUpdate(
    tx('work_items')
      .select('id', 'sort_order')
      .where({ state_id })
      .whereRaw(
        ...isOneOf(
          tx,
          'id',
          cards.map(({ id }) => id),
        ),
      ),
  ).skipLocked();
  const ranks = new Map(rows.map(row => [row.id, row.sort_order]));
  return cards.every(card => ranks.get(card.id) === card.sort_order);
}
