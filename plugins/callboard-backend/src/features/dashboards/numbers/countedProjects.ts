import { Knex } from 'knex';
import { createHash } from 'crypto';
import { difference, intersection } from 'lodash';
import { WidgetFilters } from '@callboard/plugin-callboard-common';
import { whereProjectMember } from '../../../access/visibility/inProject';
import {
  ProjectViewer,
  whereProjectVisible,
  selectHiddenProjects,
} from '../../../access/visibility/whereProjectVisible';
import { inListSql } from '../../../database/bulk';
import { prepareQuery } from '../../../database/prepareQuery';
import { MetricViewer, ResolvedQuery } from './ResolvedQuery';

/** The tables of the resources in filters that belong to a project. */
const ofProjects = {
  states: 'work_states',
  labels: 'work_labels',
  cycles: 'work_cycles',
  modules: 'work_modules',
  work_item_ids: 'work_items',
} as const satisfies Partial<Record<keyof WidgetFilters, string>>;

/**
 * Whether the filters of a query name existing projects hidden from the viewer, or resources of
 * one.
 */
export async function hasHiddenProjectFilter(
  knex: Knex,
  { workspace_id, filters }: ProjectQuery,
  viewer: ProjectViewer,
): Promise<boolean> {
  const named = buildNamedProjectConditions(knex, filters);
  if (named.length === 0 || viewer.sees_all) {
    return false;
  }
  const unseen = await selectHiddenProjects(knex, workspace_id, viewer)
    .whereNull('projects.deleted_at')
    .where(any =>
      named.forEach(([sql, bindings]) => any.orWhereRaw(sql, bindings)),
    )
    .first();
  return unseen !== undefined;
}

/** SQL conditions for projects that the filters name, or that have a resource they name. */
function buildNamedProjectConditions(
  knex: Knex,
  filters: WidgetFilters,
): Array<[sql: string, bindings: Knex.RawBinding[]]> {
  const conditions = filters.project_ids
    ? [inListSql(knex, 'projects.id', filters.project_ids)]
    : [];
  for (const [name, table] of Object.entries(ofProjects)) {
    const ids = filters[name as keyof typeof ofProjects]?.filter(
      (id): id is string => id !== null,
    );
    if (ids?.length) {
      const [isNamed, bindings] = inListSql(knex, 'id', ids);
      conditions.push([
        `projects.id IN (SELECT project_id FROM ${table} WHERE ${isNamed})`,
        bindings,
      ]);
    }
  }
  return conditions;
}

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

/** The part of a query's rows that a viewer may see. */
export interface NumberScope {
  /** Viewers with the same key see the same numbers. */
  key: string;
  /** The viewer with the projects found. */
  viewer: MetricViewer;
}

/** The viewer and workspace of a scope. */
interface ScopeQuery {
  workspace_id: string;
  user_ref: string;
}

const selectScopeProjects =
  (source: 'work_items' | 'time') =>
  (knex: Knex, { workspace_id, user_ref }: ScopeQuery) =>
    selectCountedProjects(
      knex,
      { workspace_id, source, metric: 'count', filters: {} },
      { user_ref, sees_all: false },
    ).orderBy('projects.id');

const names = ['workspace_id', 'user_ref'] as const;

/** The projects whose work a person sees. */
const seenProjects = prepareQuery<ScopeQuery>(
  'callboard dashboards seen',
  names,
  selectScopeProjects('work_items'),
);

/** The projects whose time a person sees. */
const joinedProjects = prepareQuery<ScopeQuery>(
  'callboard dashboards joined',
  names,
  selectScopeProjects('time'),
);

/** The projects that a person sees and has logged time in. */
const projectsWithOwn = prepareQuery<ScopeQuery>(
  'callboard dashboards own time',
  names,
  (knex, { workspace_id, user_ref }) =>
    selectProjectsWithOwnTime(
      knex,
      { workspace_id, filters: {} },
      { user_ref, sees_all: false },
    ).orderBy('projects.id'),
);

/**
 * Computes a viewer's visibility scope for a query. In the activity log, all but admins also see
 * their own rows, so no two viewers share a scope.
 */
export async function getNumberScope(
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
  const requested = {
    workspace_id: resolvedQuery.workspace_id,
    user_ref: work.user_ref,
  };
  const getProjectIds = (rows: { id: string }[]) =>
    selectProjectIds(resolvedQuery, rows);
  if (!isTimeQuery(resolvedQuery)) {
    const seen = getProjectIds(await seenProjects(knex, requested));
    return { key: hashScope(seen), viewer: { ...viewer, within: seen } };
  }
  if (resolvedQuery.source === 'work_items') {
    const joined = getProjectIds(await joinedProjects(knex, requested));
    return { key: hashScope(joined), viewer: { ...viewer, within: joined } };
  }
  const [joined, own] = (
    await Promise.all([
      joinedProjects(knex, requested),
      time.sees_own ? projectsWithOwn(knex, requested) : [],
    ])
  ).map(getProjectIds);
  const withOwn = difference(own, joined);
  const own_ref = withOwn.length > 0 ? [work.user_ref] : [];
  return {
    key: hashScope([...joined, ...own_ref]),
    viewer: { ...viewer, time: { ...time, found: { joined, withOwn } } },
  };
}

/** The ids of the projects that a query covers. */
function selectProjectIds(
  { filters: { project_ids } }: ProjectQuery,
  projects: readonly { id: string }[],
): string[] {
  const ids = projects.map(({ id }) => id);
  return project_ids ? intersection(ids, project_ids) : ids;
}

/** A short digest, unique for the values. */
export function hashScope(values: readonly string[]): string {
  return createHash('sha256').update(values.join(' ')).digest('base64url');
}
