import { Knex } from 'knex';
import { isPostgres } from '../database/dialect';

/** The mark of a seeder, which survives a wipe, and the run it belongs to. */
export interface SeedRecord {
  name: string;
  /** The id of the reset that wiped; null on first start. */
  reset_id: string | null;
  /** Null until the seeder is done. */
  seeded_at: Date | null;
}

/**
 * Empties tables and stores marks, in one transaction.
 *
 * @param tables - in any order, including all that reference one of them
 */
export async function wipe(
  knex: Knex,
  tables: readonly string[],
  records: readonly SeedRecord[],
): Promise<void> {
  await knex.transaction(async tx => {
    if (isPostgres(tx)) {
      await tx.raw(`TRUNCATE ${tables.join(', ')}`);
    } else {
      // Foreign keys are checked when all tables are empty.
      await tx.raw('PRAGMA defer_foreign_keys = ON');
      for (const table of tables) {
        await tx(table).delete();
      }
    }
    if (records.length > 0) {
      await tx('seeds').insert(records);
    }
  });
}
