import { DepartmentLink } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { RequestContext, Caller, WorkspaceRow } from '../../../access/Caller';
import { InvalidRequestError } from '../../../http/errors';
import { toProjectViewer } from '../../../access/visibility/whereProjectVisible';
import { WorkspaceDirectory } from '../../../core/workspaces/WorkspaceDirectory';
import { findLinkableProject, LinkTarget } from './DepartmentLinkStore';

/** The targets to which callers may link departments. */
export class LinkTargets {
  constructor(
    private readonly deps: {
      workspaces: WorkspaceDirectory;
    },
  ) {}

  /**
   * Returns a project of the workspace.
   *
   * @throws InvalidRequestError when the caller has no access to it
   */
  async requireProject(
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
  async requireMembershipAdmin(
    caller: Caller,
    { workspace_id }: DepartmentLink,
  ): Promise<void> {
    if (
      workspace_id &&
      !(await this.findAdministeredWorkspace(caller, workspace_id))
    ) {
      throw new InvalidRequestError([
        {
          field: 'query.keep_members',
          reason: 'requires the admin role in the linked workspace',
        },
      ]);
    }
  }

  /**
   * Returns a workspace.
   *
   * @throws InvalidRequestError when the caller is not an admin of it
   */
  async requireWorkspace(caller: Caller, id: string): Promise<LinkTarget> {
    const workspace = await this.findAdministeredWorkspace(caller, id);
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
  private async findAdministeredWorkspace(
    caller: Caller,
    id: string,
  ): Promise<WorkspaceRow | undefined> {
    const { workspaces } = this.deps;
    const workspace = await workspaces.findById(id);
    const access =
      workspace && (await workspaces.findVisible(caller, workspace.slug));
    return access?.role === 'admin' ? access.workspace : undefined;
  }
}
