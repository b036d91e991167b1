import { Knex } from 'knex';
import { isPostgres } from './isPostgres';

/** PostgreSQL's timeouts for idle transactions and for locks, in milliseconds. */
export interface LockLimits {
  /** How long a transaction may be idle. */
  silence: number;
  /**
   * How long a statement may wait for a lock. Must be less than the idle timeout: otherwise the
   * waiting statements of a frozen machine would get the lock one after another, and each hold it
   * as long.
   */
  wait: number;
}

const defaults: LockLimits = { silence: 15_000, wait: 10_000 };

/** A connection of PostgreSQL's driver. */
interface Connection {
  query(sql: string, values: string[]): Promise<unknown>;
}

/**
 * Makes PostgreSQL end every transaction of this pool that is idle for long, and every long wait
 * for a lock, unless timeouts are configured already. A frozen or crashed machine would hold its
 * locks for hours; transactions that wait for them would take one connection after the other, until
 * the other replicas have none left.
 *
 * The transaction is rolled back, and the caller gets a retryable error.
 */
export function limitLocks(knex: Knex, limits = defaults): void {
  if (!isPostgres(knex)) {
    return;
  }
  const { client } = knex;
  const connect: () => Promise<Connection> =
    client.acquireRawConnection.bind(client);
  // The platform creates the pool: knex's own option for this is no longer available.
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
      // A failed connection reports the error to its user.
      .catch(() => {});
    return connection;
  };
}
