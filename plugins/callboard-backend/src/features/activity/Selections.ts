import {
  ActivityFilter,
  toActivityFilter,
  userRef,
} from '@callboard/plugin-callboard-common';
import { uniq } from 'lodash';
import { yieldToEventLoop } from '../../kernel/yielding';
import { Caller, WorkspaceAccess, WorkspaceRow } from '../../access/Caller';
import { toLogReader } from '../../access/visibility/whereVisible';
import { Core } from '../../core/Core';
import { normaliseForSearch } from '../../database/text';
import {
  ActivityPseudonymiser,
  NOBODY,
} from '../../pseudonyms/ActivityPseudonymiser';
import { About, ActivitySelection } from './selectActivity';

const MONDAY = 1;

/** Converts requests to selections, with one method per scope. */
export class Selections {
  constructor(
    private readonly deps: Pick<Core, 'knex' | 'workspaces' | 'privacy'>,
  ) {}

  /** Selects rows of all workspaces, or of the workspace with the id `workspace_id`. */
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
        showsOriginOnlyOf: caller.is_super_admin ? undefined : caller.user_ref,
        pseudonymiser: await this.deps.privacy.openPseudonymiser(caller),
      },
    );
  }

  /**
   * Selects the rows of a workspace that the caller may see. Admins may see all rows. Members may
   * see their own rows and the changes visible to them. Guests may see their own rows, changes
   * shared with them by name, and changes of projects in which they are more than a guest.
   */
  async workspace(
    query: ActivityFilter,
    context: WorkspaceAccess & { caller: Caller },
  ) {
    const { caller, workspace } = context;
    const seenBy = toLogReader(context);
    return this.select(
      query,
      { kind: 'workspace', workspace_id: workspace.id, seenBy },
      {
        workspace,
        showsOriginOnlyOf: seenBy?.user_ref,
        pseudonymiser: await this.deps.privacy.openPseudonymiser(caller),
      },
    );
  }

  /** Selects the caller's own activity, in all workspaces. It can name other people. */
  async me(query: ActivityFilter, { caller }: { caller: Caller }) {
    const { user_ref, display_name } = caller;
    const { privacy } = this.deps;
    return this.select(
      query,
      { kind: 'person', user_id: user_ref },
      { pseudonymiser: await privacy.openPseudonymiser(caller, display_name) },
    );
  }

  /** Returns a selection, and the first day of its weeks: 1 for Monday to 7 for Sunday. */
  private async select(
    query: ActivityFilter,
    scope: ActivitySelection['scope'],
    {
      workspace,
      ...reader
    }: Pick<ActivitySelection, 'showsOriginOnlyOf' | 'pseudonymiser'> & {
      workspace?: Pick<WorkspaceRow, 'timezone' | 'week_start'>;
    } = {},
  ) {
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

  /** Finds all projects of an entity. The scope hides rows of projects the caller cannot see. */
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

/**
 * Resolves the pseudonyms in the selection of a reader who does not see names. The real reference
 * of a user other than the reader matches no rows.
 *
 * @param listWorkspaceIds - lists the workspaces to search for a pseudonym if the scope covers all
 *   workspaces
 */
async function resolvePseudonyms(
  selection: ActivitySelection,
  listWorkspaceIds: () => Promise<string[]>,
): Promise<ActivitySelection> {
  const { pseudonymiser, scope, filter, about } = selection;
  if (!pseudonymiser) {
    return selection;
  }
  const listSearchedIds =
    'workspace_id' in scope && scope.workspace_id !== undefined
      ? async () => [scope.workspace_id!]
      : listWorkspaceIds;
  const { user_id, entity_id } = filter;
  const user =
    user_id === undefined
      ? undefined
      : await findUser(pseudonymiser, user_id, listSearchedIds);
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
    about:
      about && pseudonymiser.resolveEntity(about.entity_ref) === NOBODY
        ? { entity_ref: NOBODY, project_ids: [] }
        : about,
  };
}

/** Finds the user behind a pseudonym, and the workspace in which the pseudonym is valid. */
async function findUser(
  pseudonymiser: ActivityPseudonymiser,
  requestedRef: string,
  listWorkspaceIds: () => Promise<string[]>,
): Promise<{ user_id: string; workspace_id?: string }> {
  for (const workspace_id of await listWorkspaceIds()) {
    const user_id = await pseudonymiser.resolveUser(workspace_id, requestedRef);
    // The references of the reader and of actors that are not users are valid in all workspaces.
    if (user_id === requestedRef) {
      return { user_id };
    }
    if (user_id !== NOBODY) {
      return { user_id, workspace_id };
    }
    await yieldToEventLoop();
  }
  return { user_id: NOBODY };
}

/**
 * Returns the people to whom a selection is limited: by actor, by entities that represent them, or
 * by their full name as the search text. Returns no one for a selection of the reader's own
 * activity.
 *
 * @param seen - the people in the returned rows, with the names shown there
 */
export function listViewedPeople(
  {
    scope,
    filter,
    anyOf,
    about,
  }: Pick<ActivitySelection, 'scope' | 'filter' | 'anyOf' | 'about'>,
  seen: ReadonlyArray<{ user_id?: string; user_name?: string }> = [],
): string[] {
  if (scope.kind === 'person') {
    return [];
  }
  const actorRefs =
    filter.user_id === undefined ? anyOf?.user_id ?? [] : [filter.user_id];
  const name =
    filter.q === undefined ? undefined : normaliseForSearch(filter.q).trim();
  const namedUsers = seen
    .filter(({ user_name = '' }) => normaliseForSearch(user_name) === name)
    .map(({ user_id }) => user_id);
  const refs = [
    ...actorRefs,
    filter.entity_id,
    about?.entity_ref,
    ...namedUsers,
  ];
  return uniq(refs.filter(ref => ref !== undefined)).filter(
    ref => userRef.safeParse(ref).success,
  );
}
