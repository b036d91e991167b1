import { Knex } from 'knex';
import { isOneOf } from '../../../../database/bulk';
import { whereJoined } from '../../../../core/projects/inProject';
import {
  ProjectViewer,
  whereProjectVisible,
} from '../../../../core/projects/whereProjectVisible';
import { Question } from '../Question';

/** Metrics of items that take the time logged on them. */
const ofTime: readonly Question['metric'][] = [
  'logged_minutes',
  'remaining_minutes',
];

/** The parts of a question that decide which projects it counts. */
export type ProjectQuestion = Pick<
  Question,
  'workspace_id' | 'source' | 'metric' | 'filters'
>;

/** Whether a question is about time, which is for the members of projects alone. */
export function isOfTime({
  source,
  metric,
}: Pick<Question, 'source' | 'metric'>): boolean {
  return source !== 'work_items' || ofTime.includes(metric);
}

/** The projects that a question about work or time counts for somebody. */
export function countedProjects(
  knex: Knex,
  question: ProjectQuestion,
  viewer: ProjectViewer,
): Knex.QueryBuilder {
  const { workspace_id, filters } = question;
  const query = knex('projects')
    .select('projects.id')
    .where('projects.workspace_id', workspace_id)
    .whereNull('projects.deleted_at');
  if (filters.project_ids) {
    query.whereRaw(...isOneOf(knex, 'projects.id', filters.project_ids));
  }
  return isOfTime(question) && !viewer.sees_all
    ? query.where(whereJoined(viewer.user_ref))
    : whereProjectVisible(query, viewer);
}
