import { setImmediate } from 'timers/promises';
import { ActivityMask, NOBODY } from '../../pseudonyms/ActivityMask';
import { ActivitySelection } from './selectActivity';

/** A person of a workspace, or nobody. */
interface Found {
  user_id: string;
  workspace_id?: string;
}

/**
 * The selection that a reader means who does not see names: people are asked for by their
 * pseudonyms, and asking for anybody by their reference finds nothing.
 *
 * @param workspaceIds - where to look for a pseudonym, if the selection does not say
 */
export async function askedThroughMask(
  selection: ActivitySelection,
  workspaceIds: () => Promise<string[]>,
): Promise<ActivitySelection> {
  const { mask, scope, filter, about } = selection;
  if (!mask) {
    return selection;
  }
  const within =
    'workspace_id' in scope && scope.workspace_id !== undefined
      ? async () => [scope.workspace_id!]
      : workspaceIds;
  const find = (given: string | undefined) =>
    given === undefined ? undefined : findIn(mask, given, within);
  const user = await find(filter.user_id);
  const entity = await find(userRefIn(filter.entity_id));
  const whom = await find(userRefIn(about?.entity_ref));
  const workspace_id = [user, entity, whom].find(
    found => found?.workspace_id !== undefined,
  )?.workspace_id;
  return {
    ...selection,
    scope:
      scope.kind === 'all' && workspace_id !== undefined
        ? { ...scope, workspace_id }
        : scope,
    filter: {
      ...filter,
      user_id: user?.user_id,
      entity_id: entity ? entity.user_id : filter.entity_id,
    },
    about: whom ? { entity_ref: whom.user_id, project_ids: [] } : about,
  };
}

async function findIn(
  mask: ActivityMask,
  given: string,
  workspaceIds: () => Promise<string[]>,
): Promise<Found> {
  for (const workspace_id of await workspaceIds()) {
    const user_id = await mask.userOf(workspace_id, given);
    if (user_id === given) {
      return { user_id };
    }
    if (user_id !== NOBODY) {
      return { user_id, workspace_id };
    }
    await setImmediate();
  }
  return { user_id: NOBODY };
}

function userRefIn(ref: string | undefined): string | undefined {
  return ref !== undefined && /^user:/i.test(ref) ? ref : undefined;
}
