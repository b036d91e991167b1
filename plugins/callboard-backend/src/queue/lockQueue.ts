import { Knex } from 'knex';
import { lockName } from '../database/lockName';
import { runTransactionWithTimeout } from '../database/runTransactionWithTimeout';

/** The timeout after which a frozen process loses the lock. */
const SILENCE_MS = 5_000;

/** Runs `work` in a transaction, one at a time for a queue. */
export async function lockQueue<T>(
  knex: Knex,
  queue: string,
  work: (tx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return runTransactionWithTimeout(knex, SILENCE_MS, async tx => {
    await lockName(tx, `queue ${queue}`);
    return work(tx);
  });
}
