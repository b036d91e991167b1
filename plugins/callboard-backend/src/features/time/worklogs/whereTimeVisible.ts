import {
  includesRole,
  permissions,
  WorklogFilters,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Caller, WorkspaceAccess } from '../../../access/Caller';
import {
  whereProjectMember,
  whereProjectVisible,
} from '../../../access/visibility/whereProjectVisible';
import { inListSql } from '../../../database/bulk';
import { containsPattern } from '../../../database/dialect';
import { normaliseForSearch } from '../../../database/text';
import { selectSubtree } from '../../departments/departmentSql';

type Condition = [sql: string, bindings: Knex.RawBinding[]];

const MATCHES_NOTHING: Condition = ['1 = 0', []];

export interface TimeViewer {
  workspace_id: string;
  user_ref: string;
  /** Whether the viewer is a workspace admin, who sees all time. */
  sees_all: boolean;
  /**
   * Whether the viewer sees their own time in projects that they have not joined; guests do not.
   */
  sees_own: boolean;
  /** The viewer's projects, if already loaded. Otherwise each statement selects them. */
  projects?: TimeProjects;
  /** The ids of projects in which the portal's policy allows reading time; undefined for all. */
  permitted?: readonly string[];
}

/** The projects in which a viewer sees time. */
interface TimeProjects {
  /** Projects in which they are more than a guest and see all time. */
  joined: readonly string[];
  /** Other projects, in which they see their own time. */
  withOwnTime: readonly string[];
}

/**
 * If a viewer sees all time in some projects and only their own in others, returns two viewers, one
 * for each kind of project. PostgreSQL can use an index for each viewer, but not for both in one
 * query.
 */
export function splitViewer(viewer: TimeViewer): TimeViewer[] {
  const { projects, sees_all, sees_own } = viewer;
  const hasBoth =
    !sees_all &&
    sees_own &&
    projects?.joined.length &&
    projects.withOwnTime.length;
  return hasBoth
    ? [
        { ...viewer, projects: { ...projects, withOwnTime: [] } },
        { ...viewer, projects: { ...projects, joined: [] } },
      ]
    : [viewer];
}

/** Returns the viewer for a caller, without the restrictions of the portal's policy. */
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
 * Returns the viewer for a caller, restricted by the portal's policy. Background jobs have no
 * policy.
 */
export async function readTimeViewer(
  knex: Knex,
  context: WorkspaceAccess & {
    caller: Pick<Caller, 'user_ref'> & Partial<Pick<Caller, 'policy'>>;
  },
): Promise<TimeViewer> {
  return {
    ...toTimeViewer(context),
    permitted: await context.caller.policy?.findProjects(
      knex,
      permissions.worklog.read,
      context.workspace,
    ),
  };
}

/**
 * Filters to worklogs that the viewer may read: all worklogs in projects of which they are a member
 * and, unless they are a guest of the workspace, their own worklogs in other projects that they can
 * see. Workspace admins may read all worklogs. `viewer.permitted` restricts all of these. Lists,
 * sums and exports share this filter.
 */
export function whereTimeVisible<Q extends Knex.QueryBuilder>(
  knex: Knex,
  query: Q,
  viewer: TimeViewer,
): Q {
  const { workspace_id, user_ref, sees_all, sees_own, permitted } = viewer;
  query.where('worklogs.workspace_id', workspace_id);
  if (permitted) {
    query.whereRaw(...inListSql(knex, 'worklogs.project_id', permitted));
  }
  if (sees_all) {
    return query;
  }
  const { joined, withOwnTime } = viewer.projects
    ? buildLoadedProjectConditions(knex, viewer.projects)
    : buildQueriedProjectConditions(knex, viewer);
  return query.where(visible => {
    visible.whereRaw(...(joined ?? MATCHES_NOTHING));
    if (sees_own && withOwnTime) {
      visible.orWhere(ownTime =>
        ownTime.where('worklogs.logged_by', user_ref).whereRaw(...withOwnTime),
      );
    }
  }) as Q;
}

/** SQL conditions for the projects of a viewer; undefined if the viewer has none. */
interface ProjectConditions {
  joined?: Condition;
  withOwnTime?: Condition;
}

function buildLoadedProjectConditions(
  knex: Knex,
  { joined, withOwnTime }: TimeProjects,
): ProjectConditions {
  const inProjectIdsSql = (ids: readonly string[]) =>
    ids.length > 0 ? inListSql(knex, 'worklogs.project_id', ids) : undefined;
  return {
    joined: inProjectIdsSql(joined),
    withOwnTime: inProjectIdsSql(withOwnTime),
  };
}

function buildQueriedProjectConditions(
  knex: Knex,
  { workspace_id, user_ref, sees_all }: TimeViewer,
): ProjectConditions {
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
    withOwnTime: inProjectsSql(projects =>
      whereProjectVisible(projects, { user_ref, sees_all }),
    ),
  };
}

const identifierPattern = /^([A-Z0-9]{1,12})-(\d{1,9})$/i;

/** Selects the worklogs of a list, sum or export. */
export type WorklogSelection = WorklogFilters & {
  viewer: TimeViewer;
  /** Excludes worklogs with a higher id, which were created later. */
  upToId?: string;
  /** Adds further conditions, such as those of a dashboard widget. */
  narrow?: (worklogs: Knex.QueryBuilder) => void;
};

/** Selects worklogs that the viewer may read. Excludes deleted worklogs. */
export function selectVisibleWorklogs(
  knex: Knex,
  selection: WorklogSelection,
): Knex.QueryBuilder {
  const query = knex('worklogs').whereNull('worklogs.deleted_at');
  whereTimeVisible(knex, query, selection.viewer);
  selection.narrow?.(query);
  const { department, date_from, date_to, billable, upToId } = selection;
  whereAnyValue(knex, query, 'project_id', selection.project_id, 'uuid');
  whereAnyValue(knex, query, 'work_item_id', selection.work_item_id, 'uuid');
  whereAnyValue(knex, query, 'logged_by', selection.member_id, 'text');
  whereAnyValue(knex, query, 'activity_type', selection.activity_type, 'text');
  if (department && selection.recursive) {
    query.whereIn('worklogs.department_id', selectSubtree(knex, [department]));
  } else if (department) {
    query.where('worklogs.department_id', department);
  }
  if (date_from) query.where('worklogs.logged_at', '>=', date_from);
  if (date_to) query.where('worklogs.logged_at', '<=', date_to);
  if (billable !== undefined) {
    query.whereRaw(`${billable ? '' : 'NOT '}worklogs.is_billable`);
  }
  if (upToId) query.where('worklogs.id', '<=', upToId);
  return whereMatchesSearch(knex, query, selection.q);
}

function whereAnyValue(
  knex: Knex,
  query: Knex.QueryBuilder,
  column: string,
  values: readonly string[] | undefined,
  type: 'uuid' | 'text',
): void {
  if (values?.length === 1) {
    query.where(`worklogs.${column}`, values[0]);
  } else if (values) {
    query.whereRaw(...inListSql(knex, `worklogs.${column}`, values, type));
  }
}

/**
 * Filters to worklogs whose description or item title contains a text, or whose item has the text
 * as its identifier.
 */
function whereMatchesSearch(
  knex: Knex,
  query: Knex.QueryBuilder,
  text: string | undefined,
): Knex.QueryBuilder {
  const term = normaliseForSearch(text ?? '').trim();
  if (!term) {
    return query;
  }
  const pattern = containsPattern(term);
  const [, project, number] = identifierPattern.exec(term) ?? [];
  return query.where(matching => {
    matching
      .whereRaw("worklogs.search_text LIKE ? ESCAPE '\\'", [pattern])
      .orWhereIn(
        'worklogs.work_item_id',
        knex('work_items')
          .select('work_items.id')
          .whereRaw("work_items.search_text LIKE ? ESCAPE '\\'", [pattern]),
      );
    if (number !== undefined) {
      matching.orWhereIn(
        'worklogs.work_item_id',
        knex('work_items')
          .join('projects', 'projects.id', 'work_items.project_id')
          .select('work_items.id')
          .where('projects.identifier', project.toUpperCase())
          .where('work_items.number', Number(number)),
      );
    }
  });
}
