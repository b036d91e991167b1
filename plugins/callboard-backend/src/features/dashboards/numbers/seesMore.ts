import { Knex } from 'knex';
import { MetricViewer } from './ResolvedQuery';
import {
  selectCountedProjects,
  isTimeQuery,
  ProjectQuery,
  selectProjectsWithOwnTime,
} from './sources/selectCountedProjects';

/** Whether `one` sees rows of a query that `than` does not. */
export async function seesMore(
  knex: Knex,
  resolvedQuery: ProjectQuery,
  { one, than }: { one: MetricViewer; than: MetricViewer },
): Promise<boolean> {
  if (than.work.sees_all || one.work.user_ref === than.work.user_ref) {
    return false;
  }
  if (resolvedQuery.source === 'activity') {
    // Admins see the whole log; others see shared rows and their own.
    return true;
  }
  const projects = [selectCountedProjects(knex, resolvedQuery, one.work)];
  const isOfEntries =
    isTimeQuery(resolvedQuery) && resolvedQuery.source !== 'work_items';
  if (isOfEntries && one.time.sees_own) {
    projects.push(selectProjectsWithOwnTime(knex, resolvedQuery, one.work));
  }
  for (const seen of projects) {
    const more = await seen
      .whereNotIn(
        'projects.id',
        selectCountedProjects(knex, resolvedQuery, than.work),
      )
      .first();
    if (more) {
      return true;
    }
  }
  return false;
}
