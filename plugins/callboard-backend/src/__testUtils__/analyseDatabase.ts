import { Knex } from 'knex';
import { isPostgres } from '../database/dialect';
import { refreshStatistics } from '../database/refreshStatistics';

/**
 * Has the database know what there is, and on PostgreSQL that everybody may see all
 * of it, as it comes to know by itself some time after a load.
 */
export async function analyseDatabase(knex: Knex): Promise<void> {
  if (!isPostgres(knex)) {
    await refreshStatistics(knex);
    return;
  }
  const connection = await knex.client.acquireConnection();
  // VACUUM takes nothing for visible to all before its commit is on disk.
  for (const step of ['SET synchronous_commit = on', 'ANALYZE', 'VACUUM']) {
    await knex.raw(step).connection(connection);
  }
  await knex.client.releaseConnection(connection);
}
