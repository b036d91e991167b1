import { Knex } from 'knex';
import {
  getRoleByRank,
  ProjectAccess,
  Role,
  roleRanks,
} from '@callboard/plugin-callboard-common';
import { Viewer } from '../Caller';

/**
 * SQL for a user's employment status in a workspace, from their staff record. If all their records
 * are deleted, the one deleted last still counts: deleting the record of someone who has resigned
 * does not restore their access. Null for users who never were staff.
 *
 * @param workspace - SQL for the id of the workspace
 * @param user - SQL for the reference of the user
 */
export function employmentStatusSql(workspace: string, user: string): string {
  return `(
    SELECT record.employment_status FROM staff AS record
    WHERE record.workspace_id = ${workspace} AND record.user_ref = ${user}
    ORDER BY record.deleted_at IS NULL DESC, record.deleted_at DESC, record.id DESC
    LIMIT 1
  )`;
}

/** Users with these employment statuses in a workspace do not count as owners of its projects. */
export const INACTIVE_STATUSES = ['suspended', 'resigned'] as const;

/**
 * SQL for whether a user is suspended or has resigned in a workspace. They then do not count as
 * owners, even if the catalog still names them.
 *
 * @param user - SQL for the reference of the user
 * @param workspace - SQL for the id of the workspace; by default the workspace of `projects`
 */
export function isInactiveSql(
  user: string,
  workspace: string = 'projects.workspace_id',
): string {
  const employmentStatus = employmentStatusSql(workspace, user);
  const inactive = INACTIVE_STATUSES.map(status => `'${status}'`).join(', ');
  return `coalesce(${employmentStatus}, 'active') IN (${inactive})`;
}

/** The reference of a user: a value or a column. */
type PersonSql = string | Knex.Raw;

/** Builds a subquery, or a condition, that refers to the row of `projects` of the outer query. */
type Subquery = (query: Knex.QueryBuilder) => void;

/** SQL for 1 if a subquery has a row, else 0. */
export function existsSql(knex: Knex, subquery: Subquery): Knex.Raw {
  return knex.raw('CASE WHEN EXISTS ? THEN 1 ELSE 0 END', [
    knex.queryBuilder().modify(subquery),
  ]);
}

/** The membership of a user in a project, unless deleted. */
export function selectMembership(user: PersonSql): Subquery {
  return query =>
    query
      .select('memberships.id')
      .from('memberships')
      .whereRaw('memberships.scope_id = projects.id')
      .where('memberships.user_ref', user)
      .whereNull('memberships.deleted_at');
}

/**
 * The owners of a project who are the user or one of their groups; none for users who are suspended
 * or have resigned in its workspace.
 */
export function selectOwnership(user: PersonSql): Subquery {
  return query =>
    query
      .select('project_owners.owner_ref')
      .from('project_owners')
      .whereRaw('project_owners.project_id = projects.id')
      .where(owner =>
        owner
          .where('project_owners.owner_ref', user)
          .orWhereExists(group =>
            group
              .select('ownership_refs.owner_ref')
              .from('ownership_refs')
              .where('ownership_refs.user_ref', user)
              .whereRaw('ownership_refs.owner_ref = project_owners.owner_ref'),
          ),
      )
      .whereRaw(`NOT ${isInactiveSql('?')}`, [user]);
}

/**
 * Selects the projects in which a user has a higher role than guest. Being an admin of the
 * workspace does not count.
 */
export function whereProjectMember(user: PersonSql): Subquery {
  return whereRoleAtLeast('member', user);
}

/**
 * Selects the projects that a user is an admin of. Being an admin of the workspace does not count.
 */
export function whereAdministered(user: PersonSql): Subquery {
  return whereRoleAtLeast('admin', user);
}

/** Selects the projects in which a user has at least the given role. Owners count as admins. */
function whereRoleAtLeast(role: Role, user: PersonSql): Subquery {
  return query =>
    query
      .whereExists(member =>
        member
          .modify(selectMembership(user))
          .where('memberships.rank', '>=', roleRanks[role]),
      )
      .orWhereExists(selectOwnership(user));
}

/** A member of a workspace, as a viewer of its projects. */
export interface ProjectViewer {
  user_ref: string;
  /** True for admins of the workspace: they see all its projects. */
  sees_all: boolean;
}

export const allProjectsViewer: ProjectViewer = {
  user_ref: '',
  sees_all: true,
};

/** A viewer who sees only the projects that every member of the workspace sees. */
export const openProjectsViewer: ProjectViewer = {
  user_ref: '',
  sees_all: false,
};

export function toProjectViewer({
  caller,
  role,
}: Pick<Viewer, 'role'> & {
  caller: Pick<Viewer['caller'], 'user_ref'>;
}): ProjectViewer {
  return { user_ref: caller.user_ref, sees_all: role === 'admin' };
}

export function whereProjectVisible<Q extends Knex.QueryBuilder>(
  query: Q,
  { user_ref, sees_all }: ProjectViewer,
): Q {
  return sees_all
    ? query
    : (query.where(visible =>
        visible
          .where('projects.access', 'open')
          .orWhereExists(selectMembership(user_ref))
          .orWhereExists(selectOwnership(user_ref)),
      ) as Q);
}

/** The ids of the projects of a workspace that a member may not see. */
export function selectHiddenProjects(
  knex: Knex,
  workspace_id: string,
  { user_ref, sees_all }: ProjectViewer,
): Knex.QueryBuilder {
  const query = knex('projects')
    .select('projects.id')
    .where('projects.workspace_id', workspace_id)
    // A literal, because SQLite would not use the partial index for a binding.
    .whereRaw("projects.access = 'secret'");
  return sees_all
    ? query.whereRaw('1 = 0')
    : query
        .whereNotExists(selectMembership(user_ref))
        .whereNotExists(selectOwnership(user_ref));
}

export interface ProjectRoles {
  /** Null if they are not in the workspace, and so cannot see the project. */
  workspace: Role | null;
  /**
   * Their highest role in the project: as a member, as an owner of its entity, or as an admin of
   * the workspace. Null if they have none; they then see the project only if it is open.
   */
  project: Role | null;
  /** Whether they own the project's entity, themselves or through a Group. */
  owns: boolean;
}

/** The roles of a user who is neither in the workspace nor in the project. */
export const noRoles: ProjectRoles = {
  workspace: null,
  project: null,
  owns: false,
};

interface RoleSources {
  workspace_rank: number | null;
  /** The role that they would get in the workspace with their first request. */
  default_rank: number | null;
  project_rank: number | null;
  /** Whether they own the project's entity. False if they are suspended or have resigned. */
  is_owner: boolean;
  is_super_admin: boolean;
}

export function deriveRoles(sources: RoleSources): ProjectRoles {
  const { is_owner: owns } = sources;
  const workspace = getHighestRole([
    sources.workspace_rank,
    sources.default_rank,
    sources.is_super_admin ? roleRanks.admin : null,
  ]);
  const isAdmin = workspace === 'admin' || owns;
  return {
    workspace,
    project: getHighestRole([
      sources.project_rank,
      isAdmin ? roleRanks.admin : null,
    ]),
    owns,
  };
}

function getHighestRole(ranks: Array<number | null>): Role | null {
  const granted = ranks.filter(rank => rank !== null);
  return granted.length > 0 ? getRoleByRank(Math.max(...granted)) : null;
}

export function canSeeProject(
  { workspace, project }: ProjectRoles,
  { access }: { access: ProjectAccess },
): boolean {
  return workspace !== null && (access === 'open' || project !== null);
}
