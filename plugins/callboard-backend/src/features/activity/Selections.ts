import {
  ActivityFilter,
  toActivityFilter,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Caller, WorkspaceAccess } from '../../access/Caller';
import { WorkspaceRow } from '../../core/workspaces/WorkspaceRow';
import { WorkspaceDirectory } from '../../core/workspaces/WorkspaceDirectory';
import { ActivityPrivacy } from '../../pseudonyms/ActivityPrivacy';
import { resolvePseudonyms } from './resolvePseudonyms';
import { About, ActivitySelection } from './selectActivity';

/** A selection, and the first day of its weeks. */
export interface Selected {
  selection: ActivitySelection;
  weekStart: number;
}

const MONDAY = 1;

/** Turns requests in the three scopes into selections. */
export class Selections {
  constructor(
    private readonly deps: {
      knex: Knex;
      workspaces: WorkspaceDirectory;
      privacy: ActivityPrivacy;
    },
  ) {}

  /** All workspaces, or the one with `workspace_id`. */
  async admin(
    query: ActivityFilter & { workspace_id?: string },
    { caller }: { caller: Caller },
  ) {
    const { workspace_id } = query;
    const workspace = workspace_id
      ? await this.deps.workspaces.findById(workspace_id)
      : undefined;
    return this.select(
      query,
      { kind: 'all', workspace_id },
      {
        workspace,
        restrictedOriginUser: caller.is_super_admin
          ? undefined
          : caller.user_ref,
        pseudonymiser: await this.deps.privacy.openPseudonymiser(caller),
      },
    );
  }

  /**
   * The rows of a workspace that the caller may see: all of them as its admin, else their own
   * and the changes visible to them.
   */
  async workspace(
    query: ActivityFilter,
    { caller, workspace, role }: WorkspaceAccess & { caller: Caller },
  ) {
    const seenBy = role === 'admin' ? undefined : caller.user_ref;
    return this.select(
      query,
      { kind: 'workspace', workspace_id: workspace.id, seenBy },
      {
        workspace,
        restrictedOriginUser: seenBy,
        pseudonymiser: await this.deps.privacy.openPseudonymiser(caller),
      },
    );
  }

  /** The caller's own activity, in all workspaces. */
  async me(query: ActivityFilter, { caller }: { caller: Caller }) {
    return this.select(query, { kind: 'person', user_id: caller.user_ref });
  }

  private async select(
    query: ActivityFilter,
    scope: ActivitySelection['scope'],
    {
      workspace,
      ...reader
    }: Pick<ActivitySelection, 'restrictedOriginUser' | 'pseudonymiser'> & {
      workspace?: Pick<WorkspaceRow, 'timezone' | 'week_start'>;
    } = {},
  ): Promise<Selected> {
    const filter = toActivityFilter(query);
    const selection = {
      scope,
      filter,
      about: filter.about
        ? await this.findEntityProjects(filter.about, scope)
        : undefined,
      zone: filter.tz ?? workspace?.timezone ?? 'UTC',
      ...reader,
    };
    return {
      selection: await resolvePseudonyms(selection, () =>
        this.deps.knex('workspaces').pluck('id'),
      ),
      weekStart: workspace?.week_start ?? MONDAY,
    };
  }

  /** Users without access to a project get none of its rows. */
  private async findEntityProjects(
    entity_ref: string,
    scope: ActivitySelection['scope'],
  ): Promise<About> {
    const projects = this.deps.knex('projects').where({ entity_ref });
    if (scope.kind !== 'person' && scope.workspace_id !== undefined) {
      projects.where('workspace_id', scope.workspace_id);
    }
    return { entity_ref, project_ids: await projects.pluck('id') };
  }
}
