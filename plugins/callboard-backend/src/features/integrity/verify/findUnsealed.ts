import { Knex } from 'knex';
import { presentSnapshot } from '../../../changes/log/presentSnapshot';
import { isPostgres } from '../../../database/dialect';
import { Position, whereArrived } from '../seals/positions';

/**
 * Finds a row that is in no seal and never will be: one that was passed over when what
 * arrived with it was sealed, or one that pretends to come from a transaction that has
 * not begun.
 *
 * @param range - what was looked at since the last seal
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

/** On SQLite every number that a row may have has come to pass. */
async function findFromFuture(snapshot: Knex): Promise<string | undefined> {
  if (!isPostgres(snapshot)) {
    return undefined;
  }
  const [, next] = (await presentSnapshot(snapshot)).snapshot.split(':');
  const row = await snapshot('activity')
    .whereRaw('arrival >= ?::xid8', [next])
    .orderBy(['arrival', 'id'])
    .first('id');
  return row?.id;
}
