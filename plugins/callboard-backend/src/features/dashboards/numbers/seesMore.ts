import { Knex } from 'knex';
import { NumberViewer } from './ResolvedQuery';
import {
  countedProjects,
  isTimeQuery,
  ProjectQuery,
  projectsWithOwnTime,
} from './sources/countedProjects';

/** Whether `one` sees rows of a query that `than` does not. */
export async function seesMore(
  knex: Knex,
  resolvedQuery: ProjectQuery,
  { one, than }: { one: NumberViewer; than: NumberViewer },
): Promise<boolean> {
  if (than.work.sees_all || one.work.user_ref === than.work.user_ref) {
    return false;
  }
  if (resolvedQuery.source === 'activity') {
    // Admins see the whole log; others see shared rows and their own.
    return true;
  }
  const projects = [countedProjects(knex, resolvedQuery, one.work)];
  const isOfEntries =
    isTimeQuery(resolvedQuery) && resolvedQuery.source !== 'work_items';
  if (isOfEntries && one.time.sees_own) {
    projects.push(projectsWithOwnTime(knex, resolvedQuery, one.work));
  }
  for (const seen of projects) {
    const more = await seen
      .whereNotIn(
        'projects.id',
        countedProjects(knex, resolvedQuery, than.work),
      )
      .first();
    if (more) {
      return true;
    }
  }
  return false;
}
