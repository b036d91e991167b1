import { Knex } from 'knex';
import { createHash } from 'crypto';
import { difference, intersection } from 'lodash';
import { prepareQuery } from '../../../database/prepareQuery';
import { MetricViewer } from './ResolvedQuery';
import {
  selectCountedProjects,
  isTimeQuery,
  ProjectQuery,
  selectProjectsWithOwnTime,
} from './sources/selectCountedProjects';

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
