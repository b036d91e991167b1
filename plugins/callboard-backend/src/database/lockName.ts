import { createHash } from 'crypto';
import { Knex } from 'knex';
import { isPostgres } from './dialect';

/**
 * Waits until no other transaction has the lock of a name, and has it until this
 * one ends. Does not wait on SQLite, where they run one at a time.
 */
export async function lockName(
  tx: Knex.Transaction,
  name: string,
): Promise<void> {
  if (isPostgres(tx)) {
    await tx.raw('SELECT pg_advisory_xact_lock(?)', [numberOf(name)]);
  }
}

/** A number of 64 bits, unlike those of other locks, which have 32. */
function numberOf(name: string): string {
  const digest = createHash('sha256').update(name).digest();
  return String(digest.readBigInt64BE());
}
