import { Knex } from 'knex';
import { ProjectViewer } from '../../../core/projects/whereProjectVisible';
import { countedProjects, ProjectQuestion } from './sources/countedProjects';

/** Whether `one` sees what a question counts, and `than` does not. */
export async function seesMore(
  knex: Knex,
  question: ProjectQuestion,
  { one, than }: { one: ProjectViewer; than: ProjectViewer },
): Promise<boolean> {
  if (than.sees_all || one.user_ref === than.user_ref) {
    return false;
  }
  if (question.source === 'activity') {
    // Admins see all of the log; others see, besides what is shared, only their own.
    return true;
  }
  const more = await countedProjects(knex, question, one)
    .whereNotIn('projects.id', countedProjects(knex, question, than))
    .first();
  return more !== undefined;
}
