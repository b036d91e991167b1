import { Knex } from 'knex';
import { isPostgres } from './dialect';
import { transactionWithTimeout } from './transactionWithTimeout';

/** How often the holder of a lock shows the server that it is alive. */
const HEARTBEAT_MS = 2_000;

/** When a holder that shows no life loses a lock that others can do without. */
const IMPATIENCE_MS = 10_000;

/**
 * The same where they wait: two at the same work would be worse, and a machine
 * can be busy for long when everything starts.
 */
const PATIENCE_MS = 60_000;

/**
 * Waits until no other replica has the lock, and runs `work` while this one
 * has it. Does not wait on SQLite, which has one process.
 *
 * @throws when the database is away; also after `work`, if the lock was lost
 */
export async function whileLocked<T>(
  knex: Knex,
  lock: number,
  work: () => Promise<T>,
): Promise<T> {
  if (!isPostgres(knex)) {
    return work();
  }
  return transactionWithTimeout(knex, PATIENCE_MS, async tx => {
    await tx.raw('SET LOCAL lock_timeout = 0');
    await tx.raw('SELECT pg_advisory_xact_lock(?)', [lock]);
    return whileAlive(tx, work);
  });
}

/**
 * Runs `work` unless another replica has the lock. Always runs it on SQLite.
 *
 * @param work - is told whether the lock is still held, as far as is known
 * @returns false when another replica has the lock, and `work` did not run
 * @throws when the database is away; also after `work`, if the lock was lost
 */
export async function unlessLocked(
  knex: Knex,
  lock: number,
  work: (isHeld: () => boolean) => Promise<void>,
): Promise<boolean> {
  if (!isPostgres(knex)) {
    await work(() => true);
    return true;
  }
  // The lock belongs to a transaction, so it dies with its holder.
  return transactionWithTimeout(knex, IMPATIENCE_MS, async tx => {
    const { rows } = await tx.raw('SELECT pg_try_advisory_xact_lock(?) AS ok', [
      lock,
    ]);
    if (!rows[0].ok) {
      return false;
    }
    await whileAlive(tx, work);
    return true;
  });
}

/** Runs `work` while the transaction that holds a lock shows signs of life. */
async function whileAlive<T>(
  tx: Knex.Transaction,
  work: (isHeld: () => boolean) => Promise<T>,
): Promise<T> {
  let isHeld = true;
  const heartbeat = setInterval(() => {
    tx.raw('SELECT 1').catch(() => {
      isHeld = false;
    });
  }, HEARTBEAT_MS);
  try {
    return await work(() => isHeld);
  } finally {
    clearInterval(heartbeat);
  }
}
