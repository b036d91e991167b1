import { Knex } from 'knex';
import { createHash } from 'crypto';
import { isOneOf } from '../../../database/bulk';
import { NumberViewer, Question } from './Question';
import { countedProjects } from './sources/countedProjects';

/** What somebody sees of what a question counts. */
export interface Sight {
  /** Two people with the same text see the same numbers. */
  key: string;
  /** The projects that it is in, where it is not in all of them. */
  within?: readonly string[];
}

/**
 * Finds what somebody sees of what a question counts. Everybody but admins sees their
 * own rows of the log, so there no two see the same.
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
