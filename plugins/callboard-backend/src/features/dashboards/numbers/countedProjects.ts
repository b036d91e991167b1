import { createHash } from 'crypto';
import { Knex } from 'knex';
import { difference, intersection } from 'lodash';
import {
  whereProjectMember,
  ProjectViewer,
  whereProjectVisible,
} from '../../../access/visibility/whereProjectVisible';
import { inListSql } from '../../../database/bulk';
import { prepareQuery } from '../../../database/statements';
import { MetricViewer, ResolvedQuery } from './ResolvedQuery';

/** The parts of a query that determine the counted projects. */
export type ProjectQuery = Pick<
  ResolvedQuery,
  'workspace_id' | 'source' | 'metric' | 'filters'
>;

/** Metrics of items that depend on logged time. */
const timeMetrics: readonly ResolvedQuery['metric'][] = [
  'logged_minutes',
  'remaining_minutes',
];

/** Whether a query about work or time counts time, which only project members see. */
export function isTimeQuery({
  source,
  metric,
}: Pick<ResolvedQuery, 'source' | 'metric'>): boolean {
  return source !== 'work_items' || timeMetrics.includes(metric);
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

/**
 * Selects the projects that a person sees and has logged time in. In projects of which the person
 * is not a member, the person sees only their own time.
 */
function selectProjectsWithOwnTime(
  knex: Knex,
  { workspace_id, filters }: Pick<ResolvedQuery, 'workspace_id' | 'filters'>,
  viewer: ProjectViewer,
): Knex.QueryBuilder {
  const workQuery = { source: 'work_items', metric: 'count' } as const;
  return selectCountedProjects(
    knex,
    { ...workQuery, workspace_id, filters },
    viewer,
  ).whereIn(
    'projects.id',
    knex('worklogs')
      .select('project_id')
      .where({ workspace_id, logged_by: viewer.user_ref })
      .whereNull('deleted_at'),
  );
}

export interface NumberScope {
  /** Viewers with the same key see the same numbers. */
  key: string;
  /** The viewer with the projects that they see. */
  viewer: MetricViewer;
}

interface PersonProjectsQuery {
  workspace_id: string;
  user_ref: string;
}

const selectPersonProjects =
  (source: 'work_items' | 'time') =>
  (knex: Knex, { workspace_id, user_ref }: PersonProjectsQuery) =>
    selectCountedProjects(
      knex,
      { workspace_id, source, metric: 'count', filters: {} },
      { user_ref, sees_all: false },
    ).orderBy('projects.id');

const personColumns = ['workspace_id', 'user_ref'] as const;

/** Lists the projects whose work a person sees. */
const listVisibleProjects = prepareQuery<PersonProjectsQuery>(
  'callboard dashboards seen',
  personColumns,
  selectPersonProjects('work_items'),
);

/** Lists the projects whose time a person sees. */
const listJoinedProjects = prepareQuery<PersonProjectsQuery>(
  'callboard dashboards joined',
  personColumns,
  selectPersonProjects('time'),
);

const listProjectsWithOwnTime = prepareQuery<PersonProjectsQuery>(
  'callboard dashboards own time',
  personColumns,
  (knex, { workspace_id, user_ref }) =>
    selectProjectsWithOwnTime(
      knex,
      { workspace_id, filters: {} },
      { user_ref, sees_all: false },
    ).orderBy('projects.id'),
);

/** Computes a viewer's visibility scope for a query: by their roles, and by the portal's policy. */
export async function getNumberScope(
  knex: Knex,
  resolvedQuery: ProjectQuery,
  viewer: MetricViewer,
): Promise<NumberScope> {
  const scope = await getRoleScope(knex, resolvedQuery, viewer);
  const permitted = getPermittedProjects(resolvedQuery, viewer);
  return permitted
    ? { ...scope, key: `${scope.key} ${hashValues(permitted)}` }
    : scope;
}

/** Whether the portal's policy hides time that the viewer's roles alone would let them see. */
export async function hasDeniedTime(
  knex: Knex,
  resolvedQuery: ProjectQuery,
  viewer: MetricViewer,
): Promise<boolean> {
  const permitted = getPermittedProjects(resolvedQuery, viewer);
  if (!permitted) {
    return false;
  }
  return hasProject(
    selectProjectsWithRows(knex, resolvedQuery, viewer),
    projects =>
      projects.whereNot(query =>
        query.whereRaw(...inListSql(knex, 'projects.id', permitted)),
      ),
  );
}

/** Whether a query counts time, which the portal's policy can restrict. */
export function canPolicyRestrict(resolvedQuery: ProjectQuery): boolean {
  return resolvedQuery.source !== 'activity' && isTimeQuery(resolvedQuery);
}

/** Returns the projects to which the policy restricts a query; undefined if unrestricted. */
function getPermittedProjects(
  resolvedQuery: ProjectQuery,
  { time }: MetricViewer,
): readonly string[] | undefined {
  return canPolicyRestrict(resolvedQuery) ? time.permitted : undefined;
}

/**
 * Selects the projects with rows that a query counts for a viewer. In the projects of the second
 * selection, if any, the query counts only the viewer's own time.
 */
function selectProjectsWithRows(
  knex: Knex,
  projectQuery: ProjectQuery,
  { work, time }: MetricViewer,
): Knex.QueryBuilder[] {
  return [
    selectCountedProjects(knex, projectQuery, work),
    ...(projectQuery.source !== 'work_items' && time.sees_own
      ? [selectProjectsWithOwnTime(knex, projectQuery, work)]
      : []),
  ];
}

/** Whether a project in one of several selections meets a condition. */
async function hasProject(
  selections: readonly Knex.QueryBuilder[],
  restrict: (projects: Knex.QueryBuilder) => Knex.QueryBuilder,
): Promise<boolean> {
  for (const projects of selections) {
    if (await restrict(projects).first()) {
      return true;
    }
  }
  return false;
}

/**
 * Computes a viewer's scope by their roles. In the activity log, each viewer who is not an admin
 * has a separate scope, because the viewer's own rows belong to it.
 */
async function getRoleScope(
  knex: Knex,
  resolvedQuery: ProjectQuery,
  viewer: MetricViewer,
): Promise<NumberScope> {
  const { work, time } = viewer;
  if (work.sees_all) {
    return { key: 'all', viewer };
  }
  if (resolvedQuery.source === 'activity') {
    return { key: work.user_ref, viewer };
  }
  const personQuery = {
    workspace_id: resolvedQuery.workspace_id,
    user_ref: work.user_ref,
  };
  const { project_ids } = resolvedQuery.filters;
  const toFilteredIds = (projects: { id: string }[]) => {
    const ids = projects.map(({ id }) => id);
    return project_ids ? intersection(ids, project_ids) : ids;
  };
  if (resolvedQuery.source === 'work_items') {
    const listProjects = isTimeQuery(resolvedQuery)
      ? listJoinedProjects
      : listVisibleProjects;
    const projectIds = toFilteredIds(await listProjects(knex, personQuery));
    return { key: hashValues(projectIds), viewer: { ...viewer, projectIds } };
  }
  const [joined, own] = (
    await Promise.all([
      listJoinedProjects(knex, personQuery),
      time.sees_own ? listProjectsWithOwnTime(knex, personQuery) : [],
    ])
  ).map(toFilteredIds);
  const withOwnTime = difference(own, joined);
  const ownRef = withOwnTime.length > 0 ? [work.user_ref] : [];
  return {
    key: hashValues([...joined, ...ownRef]),
    viewer: { ...viewer, time: { ...time, projects: { joined, withOwnTime } } },
  };
}

/** Whether a viewer sees rows of a query that another viewer does not. */
export async function canSeeMore(
  knex: Knex,
  projectQuery: ProjectQuery,
  viewer: MetricViewer,
  other: MetricViewer,
): Promise<boolean> {
  if (other.work.sees_all || viewer.work.user_ref === other.work.user_ref) {
    return false;
  }
  if (projectQuery.source === 'activity') {
    // Admins see the whole log. Everyone else sees the shared rows and their own rows.
    return true;
  }
  return hasProject(
    selectProjectsWithRows(knex, projectQuery, viewer),
    projects =>
      projects.whereNotIn(
        'projects.id',
        selectCountedProjects(knex, projectQuery, other.work),
      ),
  );
}

export function hashValues(values: readonly string[]): string {
  return createHash('sha256').update(values.join(' ')).digest('base64url');
}
