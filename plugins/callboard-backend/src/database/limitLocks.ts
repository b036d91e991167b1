import { Knex } from 'knex';
import { isPostgres } from './dialect';

/** When PostgreSQL gives up on a transaction, and on a wait; milliseconds. */
export interface LockLimits {
  /** How long a transaction may leave the database alone. */
  silence: number;
  /**
   * How long a statement may wait for a lock. Less than that: else the waiting
   * statements of a machine that stands still would get the lock one after
   * another, and each keep it as long.
   */
  wait: number;
}

const defaults: LockLimits = { silence: 15_000, wait: 10_000 };

/** A connection to PostgreSQL, as its driver has it. */
interface Connection {
  query(sql: string, values: string[]): Promise<unknown>;
}

/**
 * Has PostgreSQL end every transaction of this pool that is silent for long, and
 * every long wait for a lock, unless it is told when to do so already. A machine
 * that stands still, or is gone without a word, would keep its locks for hours;
 * who changes the same would wait, and take one connection after the other, until
 * the other replicas have none left.
 *
 * What was under way is undone, and who asked for it told to try again.
 */
export function limitLocks(knex: Knex, limits = defaults): void {
  if (!isPostgres(knex)) {
    return;
  }
  const { client } = knex;
  const connect: () => Promise<Connection> =
    client.acquireRawConnection.bind(client);
  // The platform makes the pool: what knex has for this cannot be given any more.
  client.acquireRawConnection = async () => {
    const connection = await connect();
    await connection
      .query(
        `SELECT set_config(name, value, false)
         FROM (VALUES ('idle_in_transaction_session_timeout', $1), ('lock_timeout', $2))
           AS limits (name, value)
         WHERE current_setting(name) = '0'`,
        [String(limits.silence), String(limits.wait)],
      )
      // A connection that fails tells so whoever uses it.
      .catch(() => {});
    return connection;
  };
}
