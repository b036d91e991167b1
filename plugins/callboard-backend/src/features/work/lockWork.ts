import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { WorkItemPatch } from '@callboard/plugin-callboard-common';
import {
  lockProjects,
  lockProjectForShare,
  requireUnarchived,
} from '../../core/projects/projectQueries';
import { ProjectRow } from '../../access/Caller';

/*
 * The row of a project serves as the lock of its work. Ingestion, imports, deletions of items, and
 * changes to settings or to the hierarchy of items lock the row exclusively. Other changes to items
 * and their comments lock it in share mode. To avoid deadlocks, every transaction locks the project
 * before items.
 *
 * Each locking function returns the current project. It throws a `ConflictError` if the project has
 * been archived, and a `NotFoundError` if the project has been deleted.
 */

/** Locks the work of a project exclusively until the transaction ends. */
export async function lockWork(
  tx: Knex.Transaction,
  project_id: string,
): Promise<ProjectRow> {
  const [project] = await lockProjects(tx, [project_id]);
  return requireActiveProject(project);
}

/**
 * Locks the work of a project in share mode until the transaction ends. Meanwhile, other changes to
 * items can proceed, and changes to settings and to the hierarchy have to wait.
 */
export async function lockWorkForShare(
  tx: Knex.Transaction,
  project_id: string,
): Promise<ProjectRow> {
  return requireActiveProject(await lockProjectForShare(tx, project_id));
}

/**
 * Locks the work of a project for patches: exclusively if an item gets a parent, because two
 * concurrent patches could make items ancestors of each other; otherwise in share mode.
 */
export function lockWorkForPatch(
  tx: Knex.Transaction,
  project_id: string,
  patches: readonly Pick<WorkItemPatch, 'parent_id'>[],
): Promise<ProjectRow> {
  return patches.some(({ parent_id }) => parent_id)
    ? lockWork(tx, project_id)
    : lockWorkForShare(tx, project_id);
}

/**
 * Allocates numbers for new items. Outside of a transaction, the counter is locked only briefly,
 * and unused numbers leave a gap. A caller in a transaction must have locked the work exclusively;
 * a rollback frees the numbers.
 *
 * @returns the first allocated number
 */
export async function allocateNumbers(
  knex: Knex,
  project_id: string,
  count: number,
): Promise<number> {
  const [{ last_number }] = await knex('project_counters')
    .where({ project_id })
    .increment('last_number', count)
    .returning('last_number');
  return last_number - count + 1;
}

function requireActiveProject(project: ProjectRow | undefined): ProjectRow {
  if (!project) {
    throw new NotFoundError('The project has just been deleted');
  }
  requireUnarchived(project);
  return project;
}
