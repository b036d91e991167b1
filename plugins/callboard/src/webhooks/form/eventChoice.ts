/** The events about one type of entities. */
export interface EventGroup {
  entityType: string;
  /** Types of events, such as `work_item.create`. */
  types: string[];
}

/** What most webhooks are about stands first. */
const first = ['work_item', 'work_item_comment', 'cycle', 'module', 'project'];

const wholeOf = ({ entityType }: EventGroup) => `${entityType}.*`;

/** Types of events by what they are about. */
export function eventGroupsOf(types: readonly string[]): EventGroup[] {
  const groups = new Map<string, string[]>();
  for (const type of types) {
    const [entityType] = type.split('.');
    groups.set(entityType, [...(groups.get(entityType) ?? []), type]);
  }
  const rankOf = (entityType: string) => {
    const at = first.indexOf(entityType);
    return at < 0 ? first.length : at;
  };
  return [...groups]
    .map(([entityType, its]) => ({ entityType, types: its }))
    .sort((a, b) => rankOf(a.entityType) - rankOf(b.entityType));
}

/** Whether all events of a group are chosen, also those that are yet to come. */
export function isWhole(chosen: readonly string[], group: EventGroup): boolean {
  return chosen.includes(wholeOf(group));
}

/** The types of a group that are chosen. */
export function chosenIn(
  chosen: readonly string[],
  group: EventGroup,
): string[] {
  return isWhole(chosen, group)
    ? group.types
    : group.types.filter(type => chosen.includes(type));
}

/** The choice with other types of a group; all of them are the whole group. */
function withGroup(
  chosen: readonly string[],
  group: EventGroup,
  types: readonly string[],
): string[] {
  const others = chosen.filter(
    type => type !== wholeOf(group) && !group.types.includes(type),
  );
  return types.length === group.types.length
    ? [...others, wholeOf(group)]
    : [...others, ...types];
}

/** Chooses one type of events, or no longer. */
export function toggleType(
  chosen: readonly string[],
  group: EventGroup,
  type: string,
): string[] {
  const before = chosenIn(chosen, group);
  return withGroup(
    chosen,
    group,
    group.types.filter(each => before.includes(each) !== (each === type)),
  );
}

/** Chooses a whole group, or nothing of it where it was whole. */
export function toggleGroup(
  chosen: readonly string[],
  group: EventGroup,
): string[] {
  return withGroup(chosen, group, isWhole(chosen, group) ? [] : group.types);
}
