import { Knex } from 'knex';
import { readCurrentSnapshot } from '../../../changes/log/readCurrentSnapshot';
import { isPostgres } from '../../../database/dialect';
import { Position, whereArrived } from '../seals/positions';

/**
 * Finds a row that will never be sealed: one that was skipped when its arrival was sealed, or one
 * with the number of a future transaction.
 *
 * @param range - the rows examined since the last seal
 * @returns its id
 */
export async function findUnsealed(
  snapshot: Knex,
  range: { after: Position; upTo: Position },
): Promise<string | undefined> {
  const passed = await whereArrived(snapshot('activity'), range)
    .orderBy(['arrival', 'id'])
    .first('id');
  return passed?.id ?? (await findFromFuture(snapshot));
}

/** On SQLite every possible number of a row has been reached. */
async function findFromFuture(snapshot: Knex): Promise<string | undefined> {
  if (!isPostgres(snapshot)) {
    return undefined;
  }
  const [, next] = (await readCurrentSnapshot(snapshot)).snapshot.split(':');
  const row = await snapshot('activity')
    .whereRaw('arrival >= ?::xid8', [next])
    .orderBy(['arrival', 'id'])
    .first('id');
  return row?.id;
}
