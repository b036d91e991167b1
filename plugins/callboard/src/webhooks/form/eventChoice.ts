export interface EventGroup {
  entityType: string;
  types: string[];
}

/** The most common entity types, which come first. */
const commonEntityTypes = [
  'work_item',
  'work_item_comment',
  'cycle',
  'module',
  'project',
];

const toWildcard = ({ entityType }: EventGroup) => `${entityType}.*`;

export function groupEventTypes(types: readonly string[]): EventGroup[] {
  const groups = new Map<string, string[]>();
  for (const type of types) {
    const [entityType] = type.split('.');
    groups.set(entityType, [...(groups.get(entityType) ?? []), type]);
  }
  const getSortIndex = (entityType: string) => {
    const index = commonEntityTypes.indexOf(entityType);
    return index < 0 ? commonEntityTypes.length : index;
  };
  return [...groups]
    .map(([entityType, groupTypes]) => ({ entityType, types: groupTypes }))
    .sort((a, b) => getSortIndex(a.entityType) - getSortIndex(b.entityType));
}

/** Whether all events of a group are chosen, including events that later versions add. */
export function isGroupComplete(
  chosen: readonly string[],
  group: EventGroup,
): boolean {
  return chosen.includes(toWildcard(group));
}

export function getChosenTypes(
  chosen: readonly string[],
  group: EventGroup,
): string[] {
  return isGroupComplete(chosen, group)
    ? group.types
    : group.types.filter(type => chosen.includes(type));
}

/** Replaces the chosen types of a group. A wildcard stands for all types of the group. */
function replaceGroup(
  chosen: readonly string[],
  group: EventGroup,
  types: readonly string[],
): string[] {
  const otherTypes = chosen.filter(
    type => type !== toWildcard(group) && !group.types.includes(type),
  );
  return types.length === group.types.length
    ? [...otherTypes, toWildcard(group)]
    : [...otherTypes, ...types];
}

export function toggleType(
  chosen: readonly string[],
  group: EventGroup,
  type: string,
): string[] {
  const before = getChosenTypes(chosen, group);
  const after = before.includes(type)
    ? before.filter(chosenType => chosenType !== type)
    : group.types.filter(
        groupType => groupType === type || before.includes(groupType),
      );
  return replaceGroup(chosen, group, after);
}

export function toggleGroup(
  chosen: readonly string[],
  group: EventGroup,
): string[] {
  return replaceGroup(
    chosen,
    group,
    isGroupComplete(chosen, group) ? [] : group.types,
  );
}
