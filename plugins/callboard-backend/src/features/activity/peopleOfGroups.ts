import { GroupByDimension } from '@callboard/plugin-callboard-common';
import { InputError } from '@backstage/errors';
import { GroupKey } from './GroupKey';
import { ActivitySelection } from './selectActivity';

/**
 * Whether groups by person are by workspace as well, with keys such as
 * `<workspace id> <reference>`: people have another pseudonym in each.
 */
export function areByWorkspace({ mask, scope }: ActivitySelection): boolean {
  return (
    mask !== undefined &&
    scope.kind === 'all' &&
    scope.workspace_id === undefined
  );
}

/** What a group by person says of them; `name` is what they are called. */
export function personOfGroup(
  selection: ActivitySelection,
  key: string,
  name: string | undefined,
): { user_id: string; user_name: string | undefined } {
  const { mask } = selection;
  if (!mask) {
    return { user_id: key, user_name: name };
  }
  const { workspace_id, user_id } = partsOf(selection, key);
  return mask.person(workspace_id, user_id, name || undefined);
}

/** The place of a group in the order of groups, for a reader to begin after. */
export function placeOfGroup(
  selection: ActivitySelection,
  dimensions: readonly GroupByDimension[],
  key: GroupKey,
): GroupKey {
  const { mask } = selection;
  return key.map((value, index) => {
    if (!mask || dimensions[index] !== 'user') {
      return value;
    }
    const { workspace_id, user_id } = partsOf(selection, String(value));
    return `${workspace_id} ${mask.person(workspace_id, user_id).user_id}`;
  });
}

/**
 * The group at such a place.
 *
 * @throws InputError when the person of it is not known any more
 */
export async function groupAtPlace(
  selection: ActivitySelection,
  dimensions: readonly GroupByDimension[],
  place: GroupKey,
): Promise<GroupKey> {
  const { mask } = selection;
  const user = dimensions.indexOf('user');
  if (!mask || user < 0) {
    return place;
  }
  const [workspace_id, pseudonym = ''] = String(place[user]).split(' ');
  const user_id = await mask.userOf(workspace_id, pseudonym);
  if (!user_id) {
    throw new InputError('query.cursor: is of nobody who is still known');
  }
  return place.map((value, index) => {
    if (index !== user) {
      return value;
    }
    return areByWorkspace(selection) ? `${workspace_id} ${user_id}` : user_id;
  });
}

function partsOf(
  selection: ActivitySelection,
  key: string,
): { workspace_id: string; user_id: string } {
  const { scope } = selection;
  if (areByWorkspace(selection)) {
    const space = key.indexOf(' ');
    return {
      workspace_id: key.slice(0, space),
      user_id: key.slice(space + 1),
    };
  }
  const workspace_id = 'workspace_id' in scope ? scope.workspace_id! : '';
  return { workspace_id, user_id: key };
}
