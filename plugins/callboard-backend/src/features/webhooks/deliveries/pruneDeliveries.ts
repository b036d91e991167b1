import { Knex } from 'knex';
import { setImmediate as nextTurn } from 'timers/promises';
import { inListSql } from '../../../database/bulk';
import { getLowestId } from '../../../database/ids';

/** SQLite blocks the thread meanwhile. */
const ROWS_AT_ONCE = 1_000;

/**
 * Deletes deliveries of changes before a moment, except pending ones, in short steps that let other
 * work run.
 */
export async function pruneDeliveries(
  knex: Knex,
  before: number,
): Promise<void> {
  const end = getLowestId(before);
  await forgetAll(
    () =>
      knex('webhook_deliveries')
        .where('id', '<', end)
        .whereNot({ status: 'pending' }),
    async ids => {
      await knex('webhook_attempts')
        .whereRaw(...inListSql(knex, 'delivery_id', ids))
        .delete();
      await knex('webhook_deliveries')
        .whereRaw(...inListSql(knex, 'id', ids))
        .delete();
    },
  );
  await forgetAll(
    () =>
      knex('webhook_events')
        .where('id', '<', end)
        .whereNotExists(
          knex('webhook_deliveries')
            .select(knex.raw('1'))
            .whereRaw('webhook_deliveries.event_id = webhook_events.id'),
        ),
    async ids => {
      await knex('webhook_events')
        .whereRaw(...inListSql(knex, 'id', ids))
        .delete();
    },
  );
}

/** Deletes all rows that a query finds, in batches. */
async function forgetAll(
  find: () => Knex.QueryBuilder,
  forget: (ids: string[]) => Promise<void>,
): Promise<void> {
  let ids: string[];
  do {
    ids = await find().orderBy('id').limit(ROWS_AT_ONCE).pluck('id');
    await forget(ids);
    await nextTurn();
  } while (ids.length === ROWS_AT_ONCE);
}
