import { Knex } from 'knex';
import { Insertion, insertTogether } from '../database/bulk';
import { isPostgres } from '../database/dialect';

/**
 * Adds some traces of a change to the log and their entries to the outbox, in the
 * transaction of the change. On PostgreSQL a function of the schema does it, whose
 * plan the connection keeps.
 */
export async function insertActivity(
  tx: Knex.Transaction,
  { activity, entries }: { activity: Insertion; entries: Insertion },
): Promise<void> {
  if (!isPostgres(tx)) {
    await insertTogether(tx, [activity, entries]);
    return;
  }
  await tx.raw(
    'SELECT leave_traces(?, ?)',
    [activity, entries].map(({ rows }) => JSON.stringify(rows)),
  );
}
