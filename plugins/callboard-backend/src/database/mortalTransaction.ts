import { Knex } from 'knex';
import { isPostgres } from './dialect';

/**
 * After how long a silence the server ends a transaction: also of a machine
 * that is gone without a word and of a process that hangs, whose connections
 * would otherwise stay for hours, and with them what they have locked.
 */
const LONGEST_SILENCE_MS = 10_000;

/**
 * Runs `work` in a transaction whose locks do not outlive its process for long,
 * however that ends. Not for work that leaves the database alone for seconds.
 */
export async function mortalTransaction<T>(
  knex: Knex,
  work: (tx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return knex.transaction(async tx => {
    if (isPostgres(tx)) {
      await tx.raw(
        "SELECT set_config('idle_in_transaction_session_timeout', ?, true)",
        [String(LONGEST_SILENCE_MS)],
      );
    }
    return work(tx);
  });
}
