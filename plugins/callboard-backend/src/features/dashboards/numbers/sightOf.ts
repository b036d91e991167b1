import { Knex } from 'knex';
import { createHash } from 'crypto';
import { isOneOf } from '../../../database/bulk';
import { NumberViewer, Question } from './Question';
import { countedProjects } from './sources/countedProjects';

/** Which of the things that a question counts somebody sees. */
export interface Sight {
  /** Two people with the same key see the same numbers. */
  key: string;
  /** The projects that these things are in; undefined if they can be in any. */
  within?: readonly string[];
}

/**
 * Finds out which of the things that a question counts somebody sees. In the activity
 * log, everybody but admins also sees their own rows, so no two people see the same.
 */
export async function sightOf(
  knex: Knex,
  question: Question,
  { work, time }: NumberViewer,
): Promise<Sight> {
  if (work.sees_all) {
    return { key: 'all' };
  }
  if (question.source === 'activity') {
    return { key: work.user_ref };
  }
  const projects: string[] = await countedProjects(knex, question, work)
    .orderBy('projects.id')
    .pluck('projects.id');
  if (question.source === 'work_items' || !time.sees_own) {
    return { key: digestOf(projects), within: projects };
  }
  const elsewhere: string[] = await knex('worklogs')
    .distinct('project_id')
    .where({
      workspace_id: question.workspace_id,
      logged_by: work.user_ref,
    })
    .whereNull('deleted_at')
    .whereNot(not => not.whereRaw(...isOneOf(knex, 'project_id', projects)))
    .pluck('project_id');
  const own = elsewhere.length > 0 ? [work.user_ref] : [];
  return {
    key: digestOf([...projects, ...own]),
    within: [...projects, ...elsewhere],
  };
}

/** A short text that only the same values have. */
export function digestOf(values: readonly string[]): string {
  return createHash('sha256').update(values.join(' ')).digest('base64url');
}
