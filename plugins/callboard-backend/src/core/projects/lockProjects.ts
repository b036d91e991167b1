import { Knex } from 'knex';
import { forNoKeyUpdate, forShare } from '../../database/dialect';
import { readProject } from './readProject';
import { ProjectRow } from './ProjectRow';

/**
 * Holds projects alone until the transaction ends. Always in the same order, so
 * that two who lock several never wait for one another.
 *
 * @returns those that are live, as they are now
 */
export async function lockProjects(
  tx: Knex.Transaction,
  ids: readonly string[],
): Promise<ProjectRow[]> {
  // Rows that only refer to the project may come meanwhile.
  const rows = await forNoKeyUpdate(
    tx('projects')
      .whereIn('id', [...new Set(ids)])
      .whereNull('deleted_at')
      .orderBy('id'),
  );
  return rows.map(readProject);
}

/**
 * Keeps a project as it is until the transaction ends, beside others who do.
 *
 * @returns the project as it is now, if it is live
 */
export async function shareProject(
  tx: Knex.Transaction,
  id: string,
): Promise<ProjectRow | undefined> {
  const [row] = await forShare(
    tx('projects').where({ id }).whereNull('deleted_at'),
  );
  return row && readProject(row);
}
