import {
  ActivityFilter,
  toActivityFilter,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { setImmediate } from 'timers/promises';
import { Caller, WorkspaceAccess } from '../../access/Caller';
import { WorkspaceRow } from '../../access/rows';
import { WorkspaceDirectory } from '../../core/workspaces/WorkspaceDirectory';
import { ActivityPrivacy } from '../../pseudonyms/ActivityPrivacy';
import {
  ActivityPseudonymiser,
  NOBODY,
} from '../../pseudonyms/ActivityPseudonymiser';
import { About, ActivitySelection } from './selectActivity';

/** A person of a workspace; empty if not found. */
interface Found {
  user_id: string;
  workspace_id?: string;
}

/**
 * Resolves the pseudonyms in the selection of a reader without names. A user reference in it finds
 * nothing.
 *
 * @param workspaceIds - the workspaces to search for a pseudonym by default
 */
async function resolvePseudonyms(
  selection: ActivitySelection,
  workspaceIds: () => Promise<string[]>,
): Promise<ActivitySelection> {
  const { pseudonymiser, scope, filter, about } = selection;
  if (!pseudonymiser) {
    return selection;
  }
  const within =
    'workspace_id' in scope && scope.workspace_id !== undefined
      ? async () => [scope.workspace_id!]
      : workspaceIds;
  const { user_id, entity_id } = filter;
  const user =
    user_id === undefined
      ? undefined
      : await findUser(pseudonymiser, user_id, within);
  return {
    ...selection,
    scope:
      scope.kind === 'all' && user?.workspace_id !== undefined
        ? { ...scope, workspace_id: user.workspace_id }
        : scope,
    filter: {
      ...filter,
      user_id: user?.user_id,
      entity_id:
        entity_id === undefined
          ? undefined
          : pseudonymiser.resolveEntity(entity_id),
    },
    about: about && resolveAbout(pseudonymiser, about),
  };
}

function resolveAbout(
  pseudonymiser: ActivityPseudonymiser,
  about: About,
): About {
  const entity_ref = pseudonymiser.resolveEntity(about.entity_ref);
  return entity_ref === NOBODY ? { entity_ref, project_ids: [] } : about;
}

async function findUser(
  pseudonymiser: ActivityPseudonymiser,
  requested: string,
  workspaceIds: () => Promise<string[]>,
): Promise<Found> {
  for (const workspace_id of await workspaceIds()) {
    const user_id = await pseudonymiser.resolveUser(workspace_id, requested);
    if (user_id === requested) {
      return { user_id };
    }
    if (user_id !== NOBODY) {
      return { user_id, workspace_id };
    }
    await setImmediate();
  }
  return { user_id: NOBODY };
}

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
