import { Knex } from 'knex';
import { createHash } from 'crypto';
import { isOneOf } from '../../../database/bulk';
import { NumberViewer, Question } from './Question';
import { countedProjects } from './sources/countedProjects';

/**
 * A short text for what somebody sees of what a question counts: two people with
 * the same text see the same numbers. Everybody but admins sees their own rows of
 * the log, so there no two have the same.
 */
export async function sightOf(
  knex: Knex,
  question: Question,
  { work, time }: NumberViewer,
): Promise<string> {
  if (work.sees_all) {
    return 'all';
  }
  if (question.source === 'activity') {
    return work.user_ref;
  }
  const projects: string[] = await countedProjects(knex, question, work)
    .orderBy('projects.id')
    .pluck('projects.id');
  if (question.source === 'work_items' || !time.sees_own) {
    return digestOf(projects);
  }
  const elsewhere = await knex('worklogs')
    .where({
      workspace_id: question.workspace_id,
      logged_by: work.user_ref,
    })
    .whereNull('deleted_at')
    .whereNot(not => not.whereRaw(...isOneOf(knex, 'project_id', projects)))
    .first('id');
  return digestOf(elsewhere ? [...projects, work.user_ref] : projects);
}

/** A short text that only the same values have. */
export function digestOf(values: readonly string[]): string {
  return createHash('sha256').update(values.join(' ')).digest('base64url');
}
