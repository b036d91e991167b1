import { Knex } from 'knex';
import { Insertion, insertTogether } from './bulk';
import { isPostgres } from './isPostgres';

/**
 * Inserts activity entries of a change into the log, and their entries into the outbox, in the
 * transaction of the change. On PostgreSQL this uses a function of the schema, whose plan the
 * connection caches.
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
