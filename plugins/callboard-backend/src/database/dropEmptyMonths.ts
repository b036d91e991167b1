import { Knex } from 'knex';
import { isPostgres } from './isPostgres';
import { isUnavailable } from './dialect';

/**
 * How long it waits for readers and writers, and thus how long others wait behind it. A month can
 * be dropped another day.
 */
const LOCK_TIMEOUT_MS = 500;

/**
 * Drops the empty months of the log before the current one. Does nothing on SQLite.
 *
 * @param now - milliseconds since 1970
 */
export async function dropEmptyMonths(knex: Knex, now: number): Promise<void> {
  if (!isPostgres(knex)) {
    return;
  }
  const present = `activity_${new Date(now)
    .toISOString()
    .slice(0, 7)
    .replace('-', '_')}`;
  const { rows } = await knex.raw(
    `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'activity'::regclass AND c.relname < ? ORDER BY 1`,
    [present],
  );
  for (const { name } of rows) {
    await dropIfEmpty(knex, name);
  }
}

async function dropIfEmpty(knex: Knex, name: string): Promise<void> {
  // By the index, which skips entries already found dead; the table would not.
  const isEmpty = async (tx: Knex) =>
    (await tx(name).orderBy('id').first('id')) === undefined;
  if (!(await isEmpty(knex))) {
    return;
  }
  try {
    await knex.transaction(async tx => {
      await tx.raw(`SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`);
      // Blocks inserts into this month from here on; the rest of the log is unaffected.
      await tx.raw('LOCK TABLE ONLY ?? IN SHARE ROW EXCLUSIVE MODE', [name]);
      if (!(await isEmpty(tx))) {
        return;
      }
      // The locks that dropping needs. The log comes first, because readers lock it before its
      // months.
      await tx.raw('LOCK TABLE ONLY activity IN ACCESS EXCLUSIVE MODE');
      await tx.raw('DROP TABLE ??', [name]);
    });
  } catch (error) {
    if (!isUnavailable(error)) {
      throw error;
    }
  }
}
