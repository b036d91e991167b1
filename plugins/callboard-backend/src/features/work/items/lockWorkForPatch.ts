import { WorkItemPatch } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { ProjectRow } from '../../../access/rows';
import { lockWork, shareWork } from '../lockWork';

/**
 * Locks the work of a project as far as a patch needs it: exclusively if an item gets a parent,
 * because two concurrent moves could create a cycle; otherwise shared.
 *
 * @returns the current project
 * @throws ConflictError when it has been archived
 * @throws NotFoundError when it has been deleted
 */
export function lockWorkForPatch(
  tx: Knex.Transaction,
  project_id: string,
  patches: readonly Pick<WorkItemPatch, 'parent_id'>[],
): Promise<ProjectRow> {
  return patches.some(({ parent_id }) => parent_id)
    ? lockWork(tx, project_id)
    : shareWork(tx, project_id);
}
