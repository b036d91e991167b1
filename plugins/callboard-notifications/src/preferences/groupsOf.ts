import type { NotificationPreferences } from '@callboard/plugin-callboard-common';

export type TypePreference = NotificationPreferences['types'][number];

/** Types about the same kind of thing, such as `work_item`. */
export interface TypeGroup {
  name: string;
  types: TypePreference[];
}

/** The types by what they are about, in the order in which they come. */
export function groupsOf(types: readonly TypePreference[]): TypeGroup[] {
  const groups = new Map<string, TypeGroup>();
  for (const type of types) {
    const [name] = type.type.split('.');
    const group = groups.get(name) ?? { name, types: [] };
    group.types.push(type);
    groups.set(name, group);
  }
  return [...groups.values()];
}
