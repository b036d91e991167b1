import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { RequestContext } from '../../../access/Caller';
import {
  selectMembership,
  whereAdministered,
} from '../../../access/visibility/whereProjectVisible';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import {
  resolveTimeReadAccess,
  TimeReadAccess,
} from '../people/timePlanningAccess';

/**
 * Returns the right by which the caller reads a person's timesheets: as the person, a workspace
 * admin, a manager, or an admin of a project of which the person is a member or in which they
 * have logged time.
 *
 * @throws NotFoundError for a person who is unknown in the workspace
 * @throws NotAllowedError when the caller has none of these rights
 */
export async function requireTimeReadAccess(
  knex: Knex,
  audience: ProjectAudience,
  context: RequestContext,
  user_ref: string,
): Promise<TimeReadAccess> {
  const readAccess = await resolveTimeReadAccess(knex, context, user_ref);
  if (readAccess === 'own' || readAccess === 'managed') {
    return readAccess;
  }
  if (
    readAccess === 'administered' &&
    (await isInAdministeredProject(knex, context, user_ref))
  ) {
    return readAccess;
  }
  if (
    !(await isKnownInWorkspace(knex, audience, context.workspace.id, user_ref))
  ) {
    throw new NotFoundError(`${user_ref} is not in this workspace`);
  }
  if (readAccess === 'all') {
    return readAccess;
  }
  throw new NotAllowedError(
    `Only project admins and managers of ${user_ref} can see their timesheet`,
  );
}

/** Whether a person is in a workspace, is or was on its staff, or has logged time in it. */
async function isKnownInWorkspace(
  knex: Knex,
  audience: ProjectAudience,
  workspace_id: string,
  user_ref: string,
): Promise<boolean> {
  const roles = await audience.readWorkspaceRoles(knex, workspace_id, [
    user_ref,
  ]);
  if (roles.get(user_ref)?.workspace) {
    return true;
  }
  const rows = await knex('staff')
    .select('user_ref')
    .where({ workspace_id, user_ref })
    .unionAll(
      knex('worklogs')
        .select('logged_by')
        .where({ workspace_id, logged_by: user_ref })
        .whereNull('deleted_at'),
    )
    .limit(1);
  return rows.length > 0;
}

/**
 * Whether a person is a member of, or has logged time in, a project of which the caller is an
 * admin.
 */
async function isInAdministeredProject(
  knex: Knex,
  { caller, workspace }: RequestContext,
  user_ref: string,
): Promise<boolean> {
  const found = await knex('projects')
    .where('projects.workspace_id', workspace.id)
    .whereNull('projects.deleted_at')
    .where(whereAdministered(caller.user_ref))
    .where(either =>
      either
        .whereExists(selectMembership(user_ref))
        .orWhereIn(
          'projects.id',
          knex('worklogs')
            .select('project_id')
            .where({ workspace_id: workspace.id, logged_by: user_ref })
            .whereNull('deleted_at'),
        ),
    )
    .first('projects.id');
  return found !== undefined;
}
