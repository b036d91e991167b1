import { Knex } from 'knex';
import { inListSql } from '../../../../database/bulk';
import { whereProjectMember } from '../../../../access/visibility/inProject';
import {
  ProjectViewer,
  whereProjectVisible,
} from '../../../../access/visibility/whereProjectVisible';
import { ResolvedQuery } from '../ResolvedQuery';

/** Metrics of items that depend on logged time. */
const ofTime: readonly ResolvedQuery['metric'][] = [
  'logged_minutes',
  'remaining_minutes',
];

/** The parts of a query that determine the counted projects. */
export type ProjectQuery = Pick<
  ResolvedQuery,
  'workspace_id' | 'source' | 'metric' | 'filters'
>;

/** Whether a query is about time, which only project members see. */
export function isTimeQuery({
  source,
  metric,
}: Pick<ResolvedQuery, 'source' | 'metric'>): boolean {
  return source !== 'work_items' || ofTime.includes(metric);
}

/**
 * Selects the projects that a person sees and has logged time in: without membership, they see only
 * their own time.
 */
export function selectProjectsWithOwnTime(
  knex: Knex,
  { workspace_id, filters }: Pick<ResolvedQuery, 'workspace_id' | 'filters'>,
  viewer: ProjectViewer,
): Knex.QueryBuilder {
  const work = { source: 'work_items', metric: 'count' } as const;
  return selectCountedProjects(
    knex,
    { ...work, workspace_id, filters },
    viewer,
  ).whereIn(
    'projects.id',
    knex('worklogs')
      .select('project_id')
      .where({ workspace_id, logged_by: viewer.user_ref })
      .whereNull('deleted_at'),
  );
}

/** Selects the projects that a query about work or time counts for a viewer. */
export function selectCountedProjects(
  knex: Knex,
  resolvedQuery: ProjectQuery,
  viewer: ProjectViewer,
): Knex.QueryBuilder {
  const { workspace_id, filters } = resolvedQuery;
  const query = knex('projects')
    .select('projects.id')
    .where('projects.workspace_id', workspace_id)
    .whereNull('projects.deleted_at');
  if (filters.project_ids) {
    query.whereRaw(...inListSql(knex, 'projects.id', filters.project_ids));
  }
  return isTimeQuery(resolvedQuery) && !viewer.sees_all
    ? query.where(whereProjectMember(viewer.user_ref))
    : whereProjectVisible(query, viewer);
}
