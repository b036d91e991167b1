import type { Member } from '@callboard/plugin-callboard-common';

/** The departments that make people members, sorted by number of people. */
export function rankDepartmentIds(members: readonly Member[]): string[] {
  const counts = new Map<string, number>();
  for (const { sources } of members) {
    for (const { source, department_id: id } of sources) {
      if (source === 'department' && id) {
        counts.set(id, (counts.get(id) ?? 0) + 1);
      }
    }
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([id]) => id);
}
