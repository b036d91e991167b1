import { Knex } from 'knex';
import { isPostgres, isUnavailable } from '../../database/dialect';

/** Whoever writes waits no longer than this, and a month can go another day. */
const LOCK_TIMEOUT_MS = 500;

/**
 * Drops the months of the log before the present one in which nothing is left. Does
 * nothing on SQLite.
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
  const isEmpty = async (tx: Knex) =>
    (await tx(name).first('id')) === undefined;
  if (!(await isEmpty(knex))) {
    return;
  }
  try {
    await knex.transaction(async tx => {
      await tx.raw(`SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`);
      // Nobody can add to it meanwhile; dropping takes the same lock anyhow.
      await tx.raw('LOCK TABLE activity, ?? IN ACCESS EXCLUSIVE MODE', [name]);
      if (await isEmpty(tx)) {
        await tx.raw('DROP TABLE ??', [name]);
      }
    });
  } catch (error) {
    if (!isUnavailable(error)) {
      throw error;
    }
  }
}
