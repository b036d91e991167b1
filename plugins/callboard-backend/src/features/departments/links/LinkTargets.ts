import { DepartmentLink } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { RequestContext, Caller } from '../../../access/Caller';
import { InvalidRequestError } from '../../../http/errors';
import { viewerOf } from '../../../core/projects/whereProjectVisible';
import { WorkspaceRow } from '../../../core/workspaces/WorkspaceRow';
import { WorkspaceDirectory } from '../../../core/workspaces/WorkspaceDirectory';
import { DepartmentLinkStore, LinkTarget } from './DepartmentLinkStore';

/** What callers may link departments to. */
export class LinkTargets {
  constructor(
    private readonly deps: {
      store: DepartmentLinkStore;
      workspaces: WorkspaceDirectory;
    },
  ) {}

  /**
   * A project of the workspace.
   *
   * @throws InvalidRequestError when it is not there for the caller
   */
  async project(
    tx: Knex,
    context: RequestContext,
    id: string,
  ): Promise<LinkTarget> {
    const found = await this.deps.store.findProject(
      tx,
      context.workspace.id,
      id,
      viewerOf(context),
    );
    if (!found) {
      throw new InvalidRequestError([
        {
          field: 'body.project_id',
          reason: 'is not a project of this workspace',
        },
      ]);
    }
    return found;
  }

  /**
   * Members by hand are for the admins of the workspace they are in.
   *
   * @throws InvalidRequestError when the caller is none of where a link leads
   */
  async requireGiver(
    caller: Caller,
    { workspace_id }: DepartmentLink,
  ): Promise<void> {
    if (workspace_id && !(await this.administered(caller, workspace_id))) {
      throw new InvalidRequestError([
        {
          field: 'query.keep_members',
          reason: 'takes an admin of the workspace that the link leads to',
        },
      ]);
    }
  }

  /**
   * A workspace.
   *
   * @throws InvalidRequestError when the caller is no admin of it
   */
  async workspace(caller: Caller, id: string): Promise<LinkTarget> {
    const found = await this.administered(caller, id);
    if (!found) {
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
      name: found.name,
      entity_ref: null,
    };
  }

  /** A workspace, if the caller is an admin of it. */
  private async administered(
    caller: Caller,
    id: string,
  ): Promise<WorkspaceRow | undefined> {
    const { workspaces } = this.deps;
    const found = await workspaces.findById(id);
    const seen = found && (await workspaces.findSeen(caller, found.slug));
    return seen?.role === 'admin' ? seen.workspace : undefined;
  }
}
