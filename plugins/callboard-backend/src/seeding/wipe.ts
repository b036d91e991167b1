import { Knex } from 'knex';
import { emptyTables } from '../database/emptyTables';

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
    await emptyTables(tx, tables);
    if (records.length > 0) {
      await tx('seeds').insert(records);
    }
  });
}
