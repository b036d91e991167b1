import { StateGroup } from '@callboard/plugin-callboard-common';
import { removeFloatNoise } from './removeFloatNoise';

/** The metric by state group at a moment. */
export type HistorySnapshot = ReadonlyMap<StateGroup, number>;

/** The sum of some state groups. */
export function sumStateGroups(
  snapshot: HistorySnapshot,
  groups: readonly StateGroup[],
): number {
  return removeFloatNoise(
    groups.reduce((sum, group) => sum + (snapshot.get(group) ?? 0), 0),
  );
}
