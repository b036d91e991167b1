import { Knex } from 'knex';
import { setImmediate as nextTurn } from 'timers/promises';
import { isOneOf } from '../../../database/bulk';
import { lowestId } from '../../../database/ids';

/** SQLite answers nobody meanwhile. */
const ROWS_AT_ONCE = 1_000;

/**
 * Forgets deliveries of changes before a moment, in short steps with room for
 * others; not those that are still to be sent.
 */
export async function pruneDeliveries(
  knex: Knex,
  before: number,
): Promise<void> {
  const end = lowestId(before);
  await forgetAll(
    () =>
      knex('webhook_deliveries')
        .where('id', '<', end)
        .whereNot({ status: 'pending' }),
    async ids => {
      await knex('webhook_attempts')
        .whereRaw(...isOneOf(knex, 'delivery_id', ids))
        .delete();
      await knex('webhook_deliveries')
        .whereRaw(...isOneOf(knex, 'id', ids))
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
        .whereRaw(...isOneOf(knex, 'id', ids))
        .delete();
    },
  );
}

/** Forgets all rows that a query finds, some at a time. */
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
