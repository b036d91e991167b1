import { roleIncludes } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Caller, WorkspaceAccess } from '../../../access/Caller';
import { whereJoined } from '../../../core/projects/inProject';
import { whereProjectVisible } from '../../../core/projects/whereProjectVisible';
import { isOneOf } from '../../../database/bulk';

type Condition = [sql: string, bindings: Knex.RawBinding[]];

const NOWHERE: Condition = ['1 = 0', []];

/** Whose eyes the time of a workspace is seen with. */
export interface TimeViewer {
  workspace_id: string;
  user_ref: string;
  /** An admin of the workspace sees all of it. */
  sees_all: boolean;
  /** Guests do not see their own, either. */
  sees_own: boolean;
  /** Where their projects were found already; else each statement finds them. */
  found?: TimeProjects;
}

/** The projects in which somebody sees time. */
export interface TimeProjects {
  /** Those that they are more than a guest of: they see all of it. */
  joined: readonly string[];
  /** Others, in which they see their own. */
  withOwn: readonly string[];
}

/**
 * The same sight in parts that have nothing in common, where it is of projects and of own
 * time elsewhere: for each of the two PostgreSQL has an index, but not for both at once.
 */
export function sightsApart(viewer: TimeViewer): TimeViewer[] {
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

/** How a caller sees the time of a workspace. */
export function timeViewerOf({
  caller,
  workspace,
  role,
}: WorkspaceAccess & { caller: Pick<Caller, 'user_ref'> }): TimeViewer {
  return {
    workspace_id: workspace.id,
    user_ref: caller.user_ref,
    sees_all: role === 'admin',
    sees_own: roleIncludes(role, 'member'),
  };
}

/**
 * Leaves the entries that somebody may read: those of the projects they are a
 * member of, and their own in all that they can see. The one rule, for lists, sums
 * and files alike.
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
    ? foundProjects(knex, viewer.found)
    : ruledProjects(knex, viewer);
  return query.where(visible => {
    visible.whereRaw(...(joined ?? NOWHERE));
    if (sees_own && withOwn) {
      visible.orWhere(own =>
        own.where('worklogs.logged_by', user_ref).whereRaw(...withOwn),
      );
    }
  }) as Q;
}

/**
 * Conditions for being in the projects that the rule speaks of; undefined where there are
 * none.
 */
interface InProjects {
  joined?: Condition;
  withOwn?: Condition;
}

function foundProjects(
  knex: Knex,
  { joined, withOwn }: TimeProjects,
): InProjects {
  const within = (ids: readonly string[]) =>
    ids.length > 0 ? isOneOf(knex, 'worklogs.project_id', ids) : undefined;
  return { joined: within(joined), withOwn: within(withOwn) };
}

function ruledProjects(
  knex: Knex,
  { workspace_id, user_ref, sees_all }: TimeViewer,
): InProjects {
  const within = (narrow: (projects: Knex.QueryBuilder) => void): Condition => [
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
    joined: within(projects => projects.where(whereJoined(user_ref))),
    withOwn: within(projects =>
      whereProjectVisible(projects, { user_ref, sees_all }),
    ),
  };
}
