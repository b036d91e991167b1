import { Knex } from 'knex';
import { chunk, zip } from 'lodash';
import {
  Insertion,
  insertTogether,
  ROWS_PER_STATEMENT,
} from '../database/bulk';
import { isPostgres } from '../database/dialect';

/**
 * Adds the traces of a change to the log and their entries to the outbox, in the
 * transaction of the change. On PostgreSQL a function of the schema does it, whose
 * plan the connection keeps.
 */
export async function leaveTraces(
  tx: Knex.Transaction,
  { traces, entries }: { traces: Insertion; entries: Insertion },
): Promise<void> {
  if (!isPostgres(tx)) {
    await insertTogether(tx, [traces, entries]);
    return;
  }
  const parts = zip(
    chunk(traces.rows, ROWS_PER_STATEMENT),
    chunk(entries.rows, ROWS_PER_STATEMENT),
  );
  for (const part of parts) {
    await tx.raw(
      'SELECT leave_traces(?, ?)',
      part.map(rows => JSON.stringify(rows)),
    );
  }
}
