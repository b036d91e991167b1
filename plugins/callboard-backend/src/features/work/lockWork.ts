import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { lockProjects, shareProject } from '../../core/projects/lockProjects';
import { ProjectRow } from '../../core/projects/ProjectRow';
import { requireUnarchived } from '../../core/projects/requireUnarchived';

/*
 * The row of a project is what changes to its work wait at: whoever changes what
 * items can have, or how they lie beneath each other, holds it alone; whoever
 * makes or changes items otherwise shares it. It is always locked before items
 * are.
 */

/**
 * Holds the work of a project alone until the transaction ends.
 *
 * @returns the project as it is now
 * @throws ConflictError when it has been archived
 * @throws NotFoundError when it has been deleted
 */
export async function lockWork(
  tx: Knex.Transaction,
  project_id: string,
): Promise<ProjectRow> {
  const [project] = await lockProjects(tx, [project_id]);
  return requireWorkable(project);
}

/**
 * Keeps what the items of a project can have as it is, beside others.
 *
 * @returns the project as it is now
 * @throws ConflictError when it has been archived
 * @throws NotFoundError when it has been deleted
 */
export async function shareWork(
  tx: Knex.Transaction,
  project_id: string,
): Promise<ProjectRow> {
  return requireWorkable(await shareProject(tx, project_id));
}

/**
 * Takes numbers for new items. Outside a transaction nobody waits for long, and
 * what is not used leaves a gap; within one it takes holding the work alone, and
 * a rollback gives them back.
 *
 * @returns the first of them
 */
export async function takeNumbers(
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

function requireWorkable(project: ProjectRow | undefined): ProjectRow {
  if (!project) {
    throw new NotFoundError('The project has just been deleted');
  }
  requireUnarchived(project);
  return project;
}
