import { GroupByDimension } from '@callboard/plugin-callboard-common';
import { ActivitySelection } from './selectActivity';

/** The values of a group's dimensions, by which groups are sorted and paged. */
export type GroupKey = Array<string | number>;

/**
 * Whether groups by person are also split by workspace: a person has another pseudonym in each
 * workspace. The key of a person is then `<workspace id> <user reference>`.
 */
export function isGroupedByWorkspace({
  pseudonymiser,
  scope,
}: ActivitySelection): boolean {
  return (
    pseudonymiser !== undefined &&
    scope.kind === 'all' &&
    scope.workspace_id === undefined
  );
}

export function getGroupPerson(
  selection: ActivitySelection,
  key: string,
  name: string | undefined,
): { user_id: string; user_name: string | undefined } {
  const { pseudonymiser } = selection;
  if (!pseudonymiser) {
    return { user_id: key, user_name: name };
  }
  const { workspace_id, user_id } = parsePersonKey(selection, key);
  return pseudonymiser.pseudonymisePerson(
    workspace_id,
    user_id,
    name || undefined,
  );
}

/** The person's shown text, which determines the sort order. */
export function getPersonSortKey(
  selection: ActivitySelection,
  key: string,
): string {
  const { pseudonymiser } = selection;
  if (!pseudonymiser) {
    return key;
  }
  const { workspace_id, user_id } = parsePersonKey(selection, key);
  return `${workspace_id} ${
    pseudonymiser.pseudonymisePerson(workspace_id, user_id).user_id
  }`;
}

export function getGroupCursor(
  selection: ActivitySelection,
  dimensions: readonly GroupByDimension[],
  key: GroupKey,
): GroupKey {
  return key.map((value, index) =>
    dimensions[index] === 'user'
      ? getPersonSortKey(selection, String(value))
      : value,
  );
}

function parsePersonKey(
  selection: ActivitySelection,
  key: string,
): { workspace_id: string; user_id: string } {
  const { scope } = selection;
  if (isGroupedByWorkspace(selection)) {
    const space = key.indexOf(' ');
    return {
      workspace_id: key.slice(0, space),
      user_id: key.slice(space + 1),
    };
  }
  const workspace_id = 'workspace_id' in scope ? scope.workspace_id! : '';
  return { workspace_id, user_id: key };
}
