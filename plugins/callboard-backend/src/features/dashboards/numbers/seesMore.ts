import { Knex } from 'knex';
import { NumberViewer } from './Question';
import {
  countedProjects,
  isOfTime,
  ProjectQuestion,
  projectsWithOwnTime,
} from './sources/countedProjects';

/** Whether `one` sees rows of a query that `than` does not. */
export async function seesMore(
  knex: Knex,
  question: ProjectQuestion,
  { one, than }: { one: NumberViewer; than: NumberViewer },
): Promise<boolean> {
  if (than.work.sees_all || one.work.user_ref === than.work.user_ref) {
    return false;
  }
  if (question.source === 'activity') {
    // Admins see the whole log; others see shared rows and their own.
    return true;
  }
  const projects = [countedProjects(knex, question, one.work)];
  const isOfEntries = isOfTime(question) && question.source !== 'work_items';
  if (isOfEntries && one.time.sees_own) {
    projects.push(projectsWithOwnTime(knex, question, one.work));
  }
  for (const seen of projects) {
    const more = await seen
      .whereNotIn('projects.id', countedProjects(knex, question, than.work))
      .first();
    if (more) {
      return true;
    }
  }
  return false;
}
