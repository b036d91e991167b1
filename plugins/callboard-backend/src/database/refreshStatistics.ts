import { Knex } from 'knex';
import { isPostgres } from './dialect';

/**
 * Lets SQLite learn which index is worth most: it does not by itself, and then
 * takes a person's few rows in a workspace from all of the workspace's. Only
 * samples, so it is quick at any size. PostgreSQL does so by itself.
 *
 * @see https://sqlite.org/pragma.html#pragma_optimize
 */
export async function refreshStatistics(knex: Knex): Promise<void> {
  if (!isPostgres(knex)) {
    await knex.raw('PRAGMA optimize(0x10002)');
  }
}
