import type { NotificationPreferences } from '@callboard/plugin-callboard-common';

export type TypePreference = NotificationPreferences['types'][number];

/** Types about the same kind of resource, such as `work_item`. */
export interface TypeGroup {
  name: string;
  types: TypePreference[];
}

/** Groups types by their resource, in their original order. */
export function groupPreferences(
  types: readonly TypePreference[],
): TypeGroup[] {
  const groups = new Map<string, TypeGroup>();
  for (const type of types) {
    const [name] = type.type.split('.');
    const group = groups.get(name) ?? { name, types: [] };
    group.types.push(type);
    groups.set(name, group);
  }
  return [...groups.values()];
}
