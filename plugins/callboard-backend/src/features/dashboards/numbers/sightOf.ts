import { Knex } from 'knex';
import { createHash } from 'crypto';
import { isOneOf } from '../../../database/bulk';
import { whereJoined } from '../../../core/projects/inProject';
import { whereProjectVisible } from '../../../core/projects/whereProjectVisible';
import { NumberViewer, Question } from './Question';

/**
 * What somebody sees of a source, as a short text: whoever has the same sees the
 * same numbers. Of the log everybody sees their own rows, so no two have the same.
 */
export async function sightOf(
  knex: Knex,
  { workspace_id, source, metric }: Question,
  { work, time }: NumberViewer,
): Promise<string> {
  if (work.sees_all) {
    return 'all';
  }
  if (source === 'activity') {
    return work.user_ref;
  }
  const projects = knex('projects')
    .where('projects.workspace_id', workspace_id)
    .whereNull('projects.deleted_at')
    .orderBy('projects.id');
  if (source === 'work_items' && !metric.endsWith('_minutes')) {
    return digestOf(await whereProjectVisible(projects, work).pluck('id'));
  }
  const joined: string[] = await projects
    .where(whereJoined(work.user_ref))
    .pluck('id');
  if (source === 'work_items' || !time.sees_own) {
    return digestOf(joined);
  }
  const elsewhere = await knex('worklogs')
    .where({ workspace_id, logged_by: work.user_ref })
    .whereNull('deleted_at')
    .whereNot(not => not.whereRaw(...isOneOf(knex, 'project_id', joined)))
    .first('id');
  return digestOf(elsewhere ? [...joined, work.user_ref] : joined);
}

/** A short text that only the same values have. */
export function digestOf(values: readonly string[]): string {
  return createHash('sha256').update(values.join(' ')).digest('base64url');
}
