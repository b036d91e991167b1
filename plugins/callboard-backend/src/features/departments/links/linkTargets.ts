import { DepartmentLink } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { RequestContext, Caller, WorkspaceRow } from '../../../access/Caller';
import { InvalidRequestError } from '../../../http/errors';
import { toProjectViewer } from '../../../access/visibility/whereProjectVisible';
import { WorkspaceDirectory } from '../../../core/workspaces/WorkspaceDirectory';
import { findLinkableProject, LinkTarget } from './DepartmentLinkStore';

/**
 * Returns a project of the workspace as the target of a link.
 *
 * @throws InvalidRequestError when the caller has no access to it
 */
export async function requireLinkableProject(
  tx: Knex,
  context: RequestContext,
  id: string,
): Promise<LinkTarget> {
  const project = await findLinkableProject(
    tx,
    context.workspace.id,
    id,
    toProjectViewer(context),
  );
  if (!project) {
    throw new InvalidRequestError([
      {
        field: 'body.project_id',
        reason: 'is not a project of this workspace',
      },
    ]);
  }
  return project;
}

/**
 * Requires that the caller may add manual members to the target of a link. If the target is a
 * workspace, the caller must be its admin.
 *
 * @throws InvalidRequestError when the caller is not an admin of the workspace
 */
export async function requireMembershipAdmin(
  workspaces: WorkspaceDirectory,
  caller: Caller,
  { workspace_id: id }: DepartmentLink,
): Promise<void> {
  if (id && !(await findAdministeredWorkspace(workspaces, caller, id))) {
    throw new InvalidRequestError([
      {
        field: 'query.keep_members',
        reason: 'requires the admin role in the linked workspace',
      },
    ]);
  }
}

/**
 * Returns a workspace as the target of a link.
 *
 * @throws InvalidRequestError when the caller is not an admin of it
 */
export async function requireLinkableWorkspace(
  workspaces: WorkspaceDirectory,
  caller: Caller,
  id: string,
): Promise<LinkTarget> {
  const workspace = await findAdministeredWorkspace(workspaces, caller, id);
  if (!workspace) {
    throw new InvalidRequestError([
      {
        field: 'body.workspace_id',
        reason: 'is not a workspace that you are an admin of',
      },
    ]);
  }
  return {
    project_id: null,
    workspace_id: id,
    name: workspace.name,
    entity_ref: null,
  };
}

/** Finds a workspace that the caller administers. */
async function findAdministeredWorkspace(
  workspaces: WorkspaceDirectory,
  caller: Caller,
  id: string,
): Promise<WorkspaceRow | undefined> {
  const workspace = await workspaces.findById(id);
  const access =
    workspace && (await workspaces.findVisible(caller, workspace.slug));
  return access?.role === 'admin' ? access.workspace : undefined;
}
