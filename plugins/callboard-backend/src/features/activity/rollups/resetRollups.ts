import { Knex } from 'knex';
import { isPostgres } from '../../../database/dialect';
import { FIRST_ARRIVAL } from './arrivals';
import { awaitMark, moveMark } from './rollupMark';
import { derivedTables } from './rollups';

/**
 * Forgets all counts, within a transaction: lists and reports count the log
 * itself until it has been counted again.
 */
export async function resetRollups(tx: Knex): Promise<void> {
  await awaitMark(tx);
  for (const table of derivedTables) {
    await tx(table).delete();
  }
  if (isPostgres(tx)) {
    // Added by transactions of another server, before a restore: here their
    // numbers are yet to come.
    await tx.raw(
      'UPDATE activity SET arrival = ? WHERE arrival >= pg_snapshot_xmax(pg_current_snapshot())',
      [FIRST_ARRIVAL],
    );
  }
  await moveMark(tx, FIRST_ARRIVAL);
}
