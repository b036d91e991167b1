import { WorkItemPatch } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { ProjectRow } from '../../../core/projects/ProjectRow';
import { lockWork, shareWork } from '../lockWork';

/**
 * Holds the work of a project as far as changing its items takes it: alone where
 * any gets a parent, for two who move items beneath each other's must not close
 * a circle; else beside others.
 *
 * @returns the project as it is now
 * @throws ConflictError when it has been archived
 * @throws NotFoundError when it has been deleted
 */
export function holdForPatch(
  tx: Knex.Transaction,
  project_id: string,
  patches: readonly Pick<WorkItemPatch, 'parent_id'>[],
): Promise<ProjectRow> {
  return patches.some(({ parent_id }) => parent_id)
    ? lockWork(tx, project_id)
    : shareWork(tx, project_id);
}
