import { Knex } from 'knex';
import { isPostgres } from '../database/isPostgres';
import { refreshStatistics } from '../database/sqlite/refreshStatistics';

/**
 * Updates the statistics of the database, and on PostgreSQL its visibility map, as autovacuum does
 * some time after a load.
 */
export async function analyseDatabase(knex: Knex): Promise<void> {
  if (!isPostgres(knex)) {
    await refreshStatistics(knex);
    return;
  }
  const connection = await knex.client.acquireConnection();
  // VACUUM marks no page as all-visible before its commit is on disk.
  for (const step of ['SET synchronous_commit = on', 'ANALYZE', 'VACUUM']) {
    await knex.raw(step).connection(connection);
  }
  await knex.client.releaseConnection(connection);
}
