import { Knex } from 'knex';
import { isPostgres } from './dialect';

/**
 * Longer than the relay's own limit, so that what it waits for is never that; no
 * change is busy with anything but the database for as long.
 */
const SILENCE_MS = 15_000;

/** A connection to PostgreSQL, as its driver has it. */
interface Connection {
  query(sql: string, values: string[]): Promise<unknown>;
}

/**
 * Has PostgreSQL end every transaction of this pool that is silent for long,
 * unless it is told when to do so already. Those of a machine that stands still,
 * or is gone without a word, would keep their locks for hours, and everybody who
 * wants to change the same would wait for them.
 *
 * What was under way is undone, and who asked for it told to try again.
 *
 * @param silenceMs - how long a transaction may leave the database alone
 */
export function limitSilence(knex: Knex, silenceMs = SILENCE_MS): void {
  if (!isPostgres(knex)) {
    return;
  }
  // The platform makes the pool: what knex has for this cannot be given any more.
  knex.client.pool.on('createSuccess', (_: unknown, connection: Connection) => {
    connection
      .query(
        `SELECT set_config('idle_in_transaction_session_timeout', $1, false)
         WHERE current_setting('idle_in_transaction_session_timeout') = '0'`,
        [String(silenceMs)],
      )
      // A connection that fails tells so whoever uses it.
      .catch(() => {});
  });
}
