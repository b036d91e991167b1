import { Knex } from 'knex';
import { lockForNoKeyUpdate, lockForShare } from '../../database/locks';
import { readProject } from './readProject';
import { ProjectRow } from '../../access/rows';

/**
 * Locks projects exclusively until the transaction ends. Always in the same order, to avoid
 * deadlocks.
 *
 * @returns the current state of those that are not deleted
 */
export async function lockProjects(
  tx: Knex.Transaction,
  ids: readonly string[],
): Promise<ProjectRow[]> {
  // Allows inserts of rows that reference the project.
  const rows = await lockForNoKeyUpdate(
    tx('projects')
      .whereIn('id', [...new Set(ids)])
      .whereNull('deleted_at')
      .orderBy('id'),
  );
  return rows.map(readProject);
}

/**
 * Locks a project against changes until the transaction ends; several transactions can hold this
 * lock.
 *
 * @returns its current state, unless deleted
 */
export async function shareProject(
  tx: Knex.Transaction,
  id: string,
): Promise<ProjectRow | undefined> {
  const [row] = await lockForShare(
    tx('projects').where({ id }).whereNull('deleted_at'),
  );
  return row && readProject(row);
}
