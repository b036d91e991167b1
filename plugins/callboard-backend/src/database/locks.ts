import { Knex } from 'knex';
import { createHash } from 'crypto';
import { NotFoundError } from '@backstage/errors';
import { isPostgres } from './isPostgres';
import { runTransactionWithTimeout } from './transactions';

/** The interval at which the holder of a lock shows the server that it is alive. */
const HEARTBEAT_MS = 2_000;

/**
 * The timeout after which an unresponsive holder loses a lock that other replicas do not wait for:
 * they skip the work.
 */
const SKIPPED_LOCK_TIMEOUT_MS = 10_000;

/**
 * The timeout after which an unresponsive holder loses a lock that other replicas wait for. It is
 * longer than `SKIPPED_LOCK_TIMEOUT_MS`, because a machine can be busy for a long time during
 * startup, and running the work twice would be worse than waiting.
 */
const AWAITED_LOCK_TIMEOUT_MS = 60_000;

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
  return runTransactionWithTimeout(knex, AWAITED_LOCK_TIMEOUT_MS, async tx => {
    await tx.raw('SET LOCAL lock_timeout = 0');
    await tx.raw('SELECT pg_advisory_xact_lock(?)', [lock]);
    return withHeartbeat(tx, work);
  });
}

/**
 * Runs `work` unless another replica has the lock. Always runs it on SQLite.
 *
 * @param work - gets a function that returns false once a heartbeat has failed
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
  return runTransactionWithTimeout(knex, SKIPPED_LOCK_TIMEOUT_MS, async tx => {
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

/**
 * Serialises changes to the members and the organisation of workspaces, until the transaction ends.
 * Locks the workspaces in the order of their ids, to avoid deadlocks.
 *
 * @throws NotFoundError if one of the workspaces has been deleted
 */
export async function lockWorkspaces(
  tx: Knex.Transaction,
  ids: readonly string[],
): Promise<void> {
  const uniqueIds = [...new Set(ids)];
  // Allows inserts of rows that reference the workspace.
  const rows = await lockForNoKeyUpdate(
    tx('workspaces')
      .select('id')
      .whereIn('id', uniqueIds)
      .whereNull('deleted_at')
      .orderBy('id'),
  );
  if (rows.length < uniqueIds.length) {
    throw new NotFoundError('The workspace has just been deleted');
  }
}

/**
 * Waits for a named lock, and holds it until the transaction ends. Does not wait on SQLite, where
 * transactions run one at a time.
 */
export async function lockName(
  tx: Knex.Transaction,
  name: string,
): Promise<void> {
  if (isPostgres(tx)) {
    await tx.raw('SELECT pg_advisory_xact_lock(?)', [toLockNumber(name)]);
  }
}

/**
 * Hashes a name to a 64-bit number. Locks with fixed numbers use 32 bits, so a collision is very
 * unlikely.
 */
function toLockNumber(name: string): string {
  const digest = createHash('sha256').update(name).digest();
  return String(digest.readBigInt64BE());
}

/**
 * Whether several transactions can write at the same time. SQLite has one writer, which belongs to
 * this process.
 */
export function hasConcurrentWriters(knex: { client: Knex.Client }): boolean {
  return isPostgres(knex);
}

/** Locks the selected rows until the transaction ends. SQLite needs no locks: it has one writer. */
export function lockForUpdate<Q extends Knex.QueryBuilder>(query: Q): Q {
  return (hasConcurrentWriters(query) ? query.forUpdate() : query) as Q;
}

/**
 * Locks the selected rows like `lockForUpdate`, but other transactions can still insert rows that
 * reference them.
 *
 * @param tables - the tables of a join whose rows are locked; all by default
 */
export function lockForNoKeyUpdate<Q extends Knex.QueryBuilder>(
  query: Q,
  ...tables: string[]
): Q {
  return (
    hasConcurrentWriters(query) ? query.forNoKeyUpdate(...tables) : query
  ) as Q;
}

/** Prevents changes of the selected rows until the transaction ends. */
export function lockForShare<Q extends Knex.QueryBuilder>(query: Q): Q {
  return (hasConcurrentWriters(query) ? query.forShare() : query) as Q;
}

/**
 * Locks the selected rows, but skips rows that another transaction has locked, instead of waiting
 * for them.
 *
 * @param tables - the tables of a join whose rows are locked; all by default
 */
export function lockSkippingLocked<Q extends Knex.QueryBuilder>(
  query: Q,
  ...tables: string[]
): Q {
  return (
    hasConcurrentWriters(query)
      ? query.forUpdate(...tables).skipLocked()
      : query
  ) as Q;
}
