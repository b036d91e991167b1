import { Knex } from 'knex';
import {
  ProjectAccess,
  includesRole,
  Role,
  Visibility,
} from '@callboard/plugin-callboard-common';
import {
  ProjectRoles,
  canSeeProject,
  whereProjectMember,
  selectHiddenProjects,
} from './whereProjectVisible';
import { IS_SHARED, visibilityCodes } from '../../changes/ActivityLog';

interface VisibilityRow {
  /** The actor. */
  user_id: string;
  visibility: Visibility;
  /** The audience, if `visibility` is `people`. */
  people: readonly string[];
  project: { access: ProjectAccess } | null;
}

/**
 * Whether a user may see an event of a workspace. Actors see their own events, and admins of the
 * workspace see all events. For other users, applies the rules of `whereSharedWith` and
 * `whereAddressedTo` to a single event. One rule differs: guests of the workspace also see events
 * that the log hides from guests, because they can read the changed resources.
 *
 * @param roles - the user's roles in the workspace, and in the event's project
 */
export function canSeeEvent(
  { user_ref, roles }: { user_ref: string; roles: ProjectRoles },
  { user_id, visibility, people, project }: VisibilityRow,
): boolean {
  if (user_id === user_ref || roles.workspace === 'admin') {
    return true;
  }
  if (roles.workspace === null) {
    return false;
  }
  switch (visibility) {
    case 'workspace':
      return true;
    case 'project':
      return project !== null && canSeeProject(roles, project);
    case 'project_members':
      return roles.project !== null && includesRole(roles.project, 'member');
    case 'people':
      return people.includes(user_ref);
    default:
      return false;
  }
}

/**
 * Filters dashboards to those that a member of their workspace may read, including deleted ones.
 *
 * @param user - the reference of a user: a value or a column
 */
export function whereDashboardReadable(user: string | Knex.Raw) {
  return (query: Knex.QueryBuilder) =>
    query.where(either =>
      either
        .where('dashboards.access', 'shared')
        .orWhere('dashboards.owner_ref', user),
    );
}

/** A user who reads the log of a workspace without being an admin of the workspace. */
export interface LogReader {
  user_ref: string;
  is_guest: boolean;
}

/** Returns a caller as a reader of the log; undefined for workspace admins: they see every row. */
export function toLogReader({
  caller,
  role,
}: {
  caller: { user_ref: string };
  role: Role;
}): LogReader | undefined {
  return role === 'admin'
    ? undefined
    : { user_ref: caller.user_ref, is_guest: role === 'guest' };
}

/**
 * Filters rows of the log, or its counts, to those shared with the user as a member of the
 * workspace or of one of its projects. Guests of the workspace see only rows of projects in which
 * they are more than a guest.
 *
 * @param query - a query of rows of the workspace
 */
export function whereSharedWith(
  knex: Knex,
  query: Knex.QueryBuilder,
  { workspace_id, user_ref, is_guest }: LogReader & { workspace_id: string },
  project: string,
): void {
  const { workspace, project: projectCode, project_members } = visibilityCodes;
  // Literals instead of bindings, because they determine the index.
  const buildVisibilitySql = (code: number) => `activity.visibility = ${code}`;
  query.whereRaw(`activity.${IS_SHARED}`);
  if (is_guest) {
    query
      .whereRaw(`activity.visibility IN (${projectCode}, ${project_members})`)
      .whereIn(project, selectJoinedProjects(knex, workspace_id, user_ref));
    return;
  }
  query.where(readable =>
    readable
      .whereRaw(buildVisibilitySql(workspace))
      .orWhere(open =>
        open.whereRaw(buildVisibilitySql(projectCode)).whereNotIn(
          project,
          selectHiddenProjects(knex, workspace_id, {
            user_ref,
            sees_all: false,
          }),
        ),
      )
      .orWhere(members =>
        members
          .whereRaw(buildVisibilitySql(project_members))
          .whereIn(project, selectJoinedProjects(knex, workspace_id, user_ref)),
      ),
  );
}

/** Filters rows of the log to those addressed to the user by name. */
export function whereAddressedTo(
  knex: Knex,
  query: Knex.QueryBuilder,
  user_ref: string,
): void {
  query
    .whereRaw(`activity.visibility = ${visibilityCodes.people}`)
    .whereIn(
      'activity.id',
      knex('activity_readers').select('activity_id').where({ user_ref }),
    );
}

/** The ids of the projects of a workspace in which the user is more than a guest. */
function selectJoinedProjects(
  knex: Knex,
  workspace_id: string,
  user_ref: string,
): Knex.QueryBuilder {
  return knex('projects')
    .select('projects.id')
    .where('projects.workspace_id', workspace_id)
    .where(whereProjectMember(user_ref));
}
