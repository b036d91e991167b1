import { Knex } from 'knex';
import { isPostgres } from '../database/dialect';

/** What is left of everything: a seeder, and what it ran or runs for. */
export interface SeedMark {
  name: string;
  /** Of the reset that wiped; null at first start. */
  reset_id: string | null;
  /** Null until the seeder is done. */
  seeded_at: Date | null;
}

/**
 * Empties tables and leaves marks, or does neither.
 *
 * @param tables - in any order, with all that refer to one of them
 */
export async function wipe(
  knex: Knex,
  tables: readonly string[],
  marks: readonly SeedMark[],
): Promise<void> {
  await knex.transaction(async tx => {
    if (isPostgres(tx)) {
      await tx.raw(`TRUNCATE ${tables.join(', ')}`);
    } else {
      // What refers to what is looked at when all are empty.
      await tx.raw('PRAGMA defer_foreign_keys = ON');
      for (const table of tables) {
        await tx(table).delete();
      }
    }
    if (marks.length > 0) {
      await tx('seeds').insert(marks);
    }
  });
}
