import { Knex } from 'knex';

/** The transaction is lost, and everything in it rolled back. */
export class TransactionLostError extends Error {
  /** @param cause - the error that revealed it */
  constructor(cause: unknown) {
    super('The transaction is gone', { cause });
    this.name = 'TransactionLostError';
  }
}

/**
 * Runs `work` in a savepoint, which is rolled back if it throws. The rollback also distinguishes an
 * error of `work` from a lost connection: the error itself cannot, because `work` may use other
 * databases.
 *
 * @throws any error of `work`; TransactionLostError if the transaction is lost
 */
export async function inSavepoint(
  tx: Knex.Transaction,
  work: () => Promise<void>,
): Promise<void> {
  await tx.raw('SAVEPOINT before_work');
  try {
    await work();
    // Fails if `work` swallowed the error of a statement.
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
