import { createHash } from 'crypto';
import { Knex } from 'knex';
import { isPostgres } from './isPostgres';

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

/** A 64-bit number, unlike those of other locks, which have 32 bits. */
function toLockNumber(name: string): string {
  const digest = createHash('sha256').update(name).digest();
  return String(digest.readBigInt64BE());
}
