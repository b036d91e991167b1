import { createHash } from 'crypto';
import { Knex } from 'knex';
import { isPostgres } from '../database/dialect';
import { mortalTransaction } from '../database/mortalTransaction';

/** When a process that claims and stands still is left behind. */
const SILENCE_MS = 5_000;

/** Runs `work` in a transaction, one at a time for a queue. */
export async function lockQueue<T>(
  knex: Knex,
  queue: string,
  work: (tx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return mortalTransaction(knex, SILENCE_MS, async tx => {
    if (isPostgres(tx)) {
      await tx.raw('SELECT pg_advisory_xact_lock(?)', [lockOf(queue)]);
    }
    return work(tx);
  });
}

/** A number of 64 bits, unlike those of other locks, which have 32. */
function lockOf(queue: string): string {
  const digest = createHash('sha256').update(`queue ${queue}`).digest();
  return String(digest.readBigInt64BE());
}
