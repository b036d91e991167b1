import { Knex } from 'knex';
import { isPostgres } from './isPostgres';

/** PostgreSQL's timeouts for idle transactions and for locks, in milliseconds. */
interface LockLimits {
  idleMs: number;
  /**
   * How long a statement may wait for a lock. Must be less than the idle timeout: otherwise the
   * waiting statements of a frozen machine would get the lock one after another, and each would
   * hold it until its idle timeout.
   */
  waitMs: number;
}

const DEFAULT_LOCK_LIMITS: LockLimits = {
  idleMs: 15_000,
  waitMs: 10_000,
};

/** A connection of PostgreSQL's driver. */
interface Connection {
  query(sql: string, values: string[]): Promise<unknown>;
}

/**
 * Makes PostgreSQL end every transaction of this pool that is idle for too long, and every wait for
 * a lock that takes too long, unless timeouts are configured already. A frozen or crashed machine
 * would hold its locks for hours; transactions that wait for them would take one connection after
 * the other, until the other replicas have none left.
 *
 * PostgreSQL rolls back the affected transaction, and its caller gets a retryable error.
 */
export function limitLocks(knex: Knex, limits = DEFAULT_LOCK_LIMITS): void {
  if (!isPostgres(knex)) {
    return;
  }
  const { client } = knex;
  const connect: () => Promise<Connection> =
    client.acquireRawConnection.bind(client);
  // The platform has already created the pool, so it is too late for knex's own option,
  // `pool.afterCreate`.
  client.acquireRawConnection = async () => {
    const connection = await connect();
    await connection
      .query(
        `SELECT set_config(name, value, false)
         FROM (VALUES ('idle_in_transaction_session_timeout', $1), ('lock_timeout', $2))
           AS limits (name, value)
         WHERE current_setting(name) = '0'`,
        [String(limits.idleMs), String(limits.waitMs)],
      )
      // If the connection is broken, its first statement reports the error.
      .catch(() => {});
    return connection;
  };
}

/**
 * Runs reads in one snapshot: none of them sees commits in between. For short reads only, because
 * it occupies a connection.
 */
export async function readInSnapshot<T>(
  knex: Knex,
  read: (snapshot: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return isPostgres(knex)
    ? knex.transaction(read, {
        isolationLevel: 'repeatable read',
        readOnly: true,
      })
    : knex.transaction(read);
}

/** The transaction is lost, and everything in it rolled back. */
export class TransactionLostError extends Error {
  constructor(cause: unknown) {
    super('The transaction was lost', { cause });
    this.name = 'TransactionLostError';
  }
}

/**
 * Runs `work` in a savepoint, which is rolled back if it throws. The rollback also distinguishes an
 * error of `work` from a lost connection: the error itself cannot, because `work` may use other
 * databases.
 *
 * @throws any error of `work`; TransactionLostError if the transaction is lost
 */
export async function runInSavepoint(
  tx: Knex.Transaction,
  work: () => Promise<void>,
): Promise<void> {
  await tx.raw('SAVEPOINT before_work');
  try {
    await work();
    // Fails if `work` swallowed the error of a statement.
    await tx.raw('RELEASE SAVEPOINT before_work');
  } catch (error) {
    try {
      await tx.raw('ROLLBACK TO SAVEPOINT before_work');
      await tx.raw('RELEASE SAVEPOINT before_work');
    } catch {
      throw new TransactionLostError(error);
    }
    throw error;
  }
}

/**
 * Runs `work` in a transaction that the server ends soon after this process hangs or its machine
 * crashes. Otherwise the transaction could hold its locks for hours.
 *
 * @param idleTimeoutMs - how long the transaction may be idle before the server ends it
 */
export async function runTransactionWithTimeout<T>(
  knex: Knex,
  idleTimeoutMs: number,
  work: (tx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return knex.transaction(async tx => {
    if (isPostgres(tx)) {
      await tx.raw(
        "SELECT set_config('idle_in_transaction_session_timeout', ?, true)",
        [String(idleTimeoutMs)],
      );
    }
    return work(tx);
  });
}
