import { Knex } from 'knex';
import { isPostgres } from './isPostgres';
import { runTransactionWithTimeout } from './runTransactionWithTimeout';

/** The interval at which the holder of a lock shows the server that it is alive. */
const HEARTBEAT_MS = 2_000;

/**
 * The timeout after which an unresponsive holder loses a lock, if other replicas skip the work
 * meanwhile.
 */
const IMPATIENCE_MS = 10_000;

/**
 * The same if other replicas wait for the lock: running the work twice would be worse, and a
 * machine can be busy for long while everything starts.
 */
const PATIENCE_MS = 60_000;

/**
 * Waits for a lock that excludes other replicas, and runs `work` while holding it. Does not wait on
 * SQLite, which has one process.
 *
 * @throws if the database is unavailable; also after `work`, if the lock was lost
 */
export async function withAdvisoryLock<T>(
  knex: Knex,
  lock: number,
  work: () => Promise<T>,
): Promise<T> {
  if (!isPostgres(knex)) {
    return work();
  }
  return runTransactionWithTimeout(knex, PATIENCE_MS, async tx => {
    await tx.raw('SET LOCAL lock_timeout = 0');
    await tx.raw('SELECT pg_advisory_xact_lock(?)', [lock]);
    return withHeartbeat(tx, work);
  });
}

/**
 * Runs `work` unless another replica has the lock. Always runs it on SQLite.
 *
 * @param work - gets a function that tells whether the lock is still held, as far as known
 * @returns false if another replica has the lock, and `work` did not run
 * @throws if the database is unavailable; also after `work`, if the lock was lost
 */
export async function tryWithAdvisoryLock(
  knex: Knex,
  lock: number,
  work: (isLocked: () => boolean) => Promise<void>,
): Promise<boolean> {
  if (!isPostgres(knex)) {
    await work(() => true);
    return true;
  }
  // The lock belongs to a transaction, so it is released if its holder crashes.
  return runTransactionWithTimeout(knex, IMPATIENCE_MS, async tx => {
    const { rows } = await tx.raw('SELECT pg_try_advisory_xact_lock(?) AS ok', [
      lock,
    ]);
    if (!rows[0].ok) {
      return false;
    }
    await withHeartbeat(tx, work);
    return true;
  });
}

/** Runs `work`, with heartbeats in the transaction that holds the lock. */
async function withHeartbeat<T>(
  tx: Knex.Transaction,
  work: (isLocked: () => boolean) => Promise<T>,
): Promise<T> {
  let isLocked = true;
  const heartbeat = setInterval(() => {
    tx.raw('SELECT 1').catch(() => {
      isLocked = false;
    });
  }, HEARTBEAT_MS);
  try {
    return await work(() => isLocked);
  } finally {
    clearInterval(heartbeat);
  }
}
