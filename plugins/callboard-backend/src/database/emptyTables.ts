import { Knex } from 'knex';
import { isPostgres } from './isPostgres';

/**
 * Empties tables.
 *
 * @param tables - in any order, including all that reference one of them
 */
export async function emptyTables(
  tx: Knex.Transaction,
  tables: readonly string[],
): Promise<void> {
  if (isPostgres(tx)) {
    await tx.raw(`TRUNCATE ${tables.join(', ')}`);
    return;
  }
  // Foreign keys are checked when all tables are empty.
  await tx.raw('PRAGMA defer_foreign_keys = ON');
  for (const table of tables) {
    await tx(table).delete();
  }
}
