import { setImmediate } from 'timers/promises';
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
export async function resolvePseudonyms(
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
