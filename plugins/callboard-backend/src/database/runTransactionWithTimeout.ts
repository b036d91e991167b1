import { Knex } from 'knex';
import { isPostgres } from './isPostgres';

/**
 * Runs `work` in a transaction whose locks do not outlive its process for long, even after a crash
 * of the machine or in a process that hangs, whose connections would otherwise stay for hours.
 *
 * @param silenceMs - how long the transaction may be idle before the server ends it
 */
export async function runTransactionWithTimeout<T>(
  knex: Knex,
  silenceMs: number,
  work: (tx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return knex.transaction(async tx => {
    if (isPostgres(tx)) {
      await tx.raw(
        "SELECT set_config('idle_in_transaction_session_timeout', ?, true)",
        [String(silenceMs)],
      );
    }
    return work(tx);
  });
}
