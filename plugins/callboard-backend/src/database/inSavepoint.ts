import { Knex } from 'knex';

/** The transaction is gone, with everything that was done in it. */
export class TransactionLostError extends Error {
  /** @param cause - what was thrown when it was noticed */
  constructor(cause: unknown) {
    super('The transaction is gone', { cause });
    this.name = 'TransactionLostError';
  }
}

/**
 * Runs `work` so that nothing of it remains in the transaction when it throws.
 * Taking it back is also what tells an error of its own from a connection that
 * is gone: the words of an error cannot, since `work` may use other databases.
 *
 * @throws what `work` throws; TransactionLostError when the transaction did not
 * survive it
 */
export async function inSavepoint(
  tx: Knex.Transaction,
  work: () => Promise<void>,
): Promise<void> {
  await tx.raw('SAVEPOINT before_work');
  try {
    await work();
    // Fails when `work` kept quiet about a statement that did.
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
