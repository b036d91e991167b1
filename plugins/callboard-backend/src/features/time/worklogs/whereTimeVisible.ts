import { includesRole } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Caller, WorkspaceAccess } from '../../../access/Caller';
import { whereProjectMember } from '../../../access/visibility/inProject';
import { whereProjectVisible } from '../../../access/visibility/whereProjectVisible';
import { inListSql } from '../../../database/bulk';

type Condition = [sql: string, bindings: Knex.RawBinding[]];

const NOWHERE: Condition = ['1 = 0', []];

/** The viewer of a workspace's time. */
export interface TimeViewer {
  workspace_id: string;
  user_ref: string;
  /** Workspace admins see all of it. */
  sees_all: boolean;
  /** Guests do not see their own time either. */
  sees_own: boolean;
  /** The viewer's projects if already loaded; otherwise each statement selects them. */
  found?: TimeProjects;
}

/** The projects in which a viewer sees time. */
export interface TimeProjects {
  /** Projects in which they are more than a guest and see all time. */
  joined: readonly string[];
  /** Other projects, in which they see their own time. */
  withOwn: readonly string[];
}

/**
 * Splits a viewer of projects and of own time elsewhere into two disjoint viewers: PostgreSQL has
 * an index for each, but not for both at once.
 */
export function splitScopes(viewer: TimeViewer): TimeViewer[] {
  const { found, sees_all, sees_own } = viewer;
  const isOfTwo =
    !sees_all && sees_own && found?.joined.length && found.withOwn.length;
  return isOfTwo
    ? [
        { ...viewer, found: { ...found, withOwn: [] } },
        { ...viewer, found: { ...found, joined: [] } },
      ]
    : [viewer];
}

/** Returns the viewer for a caller. */
export function toTimeViewer({
  caller,
  workspace,
  role,
}: WorkspaceAccess & { caller: Pick<Caller, 'user_ref'> }): TimeViewer {
  return {
    workspace_id: workspace.id,
    user_ref: caller.user_ref,
    sees_all: role === 'admin',
    sees_own: includesRole(role, 'member'),
  };
}

/**
 * Filters to worklogs that the viewer may read: those of projects they are a member of, and their
 * own wherever they have access. The only rule, for lists, sums and exports alike.
 */
export function whereTimeVisible<Q extends Knex.QueryBuilder>(
  knex: Knex,
  query: Q,
  viewer: TimeViewer,
): Q {
  const { workspace_id, user_ref, sees_all, sees_own } = viewer;
  query.where('worklogs.workspace_id', workspace_id);
  if (sees_all) {
    return query;
  }
  const { joined, withOwn } = viewer.found
    ? buildFoundProjectConditions(knex, viewer.found)
    : buildRuledProjectConditions(knex, viewer);
  return query.where(visible => {
    visible.whereRaw(...(joined ?? NOWHERE));
    if (sees_own && withOwn) {
      visible.orWhere(own =>
        own.where('worklogs.logged_by', user_ref).whereRaw(...withOwn),
      );
    }
  }) as Q;
}

/** SQL conditions for the projects of the rule; undefined where the viewer has none. */
interface InProjects {
  joined?: Condition;
  withOwn?: Condition;
}

function buildFoundProjectConditions(
  knex: Knex,
  { joined, withOwn }: TimeProjects,
): InProjects {
  const inProjectIdsSql = (ids: readonly string[]) =>
    ids.length > 0 ? inListSql(knex, 'worklogs.project_id', ids) : undefined;
  return { joined: inProjectIdsSql(joined), withOwn: inProjectIdsSql(withOwn) };
}

function buildRuledProjectConditions(
  knex: Knex,
  { workspace_id, user_ref, sees_all }: TimeViewer,
): InProjects {
  const inProjectsSql = (
    narrow: (projects: Knex.QueryBuilder) => void,
  ): Condition => [
    'worklogs.project_id IN ?',
    [
      knex('projects')
        .select('projects.id')
        .where('projects.workspace_id', workspace_id)
        .whereNull('projects.deleted_at')
        .modify(narrow),
    ],
  ];
  return {
    joined: inProjectsSql(projects =>
      projects.where(whereProjectMember(user_ref)),
    ),
    withOwn: inProjectsSql(projects =>
      whereProjectVisible(projects, { user_ref, sees_all }),
    ),
  };
}
