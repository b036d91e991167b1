import { StateGroup } from '@callboard/plugin-callboard-common';
import { withoutNoise } from './withoutNoise';

/** The metric by state group at a moment. */
export type HistorySnapshot = ReadonlyMap<StateGroup, number>;

/** The sum of some state groups. */
export function sumWithin(
  snapshot: HistorySnapshot,
  groups: readonly StateGroup[],
): number {
  return withoutNoise(
    groups.reduce((sum, group) => sum + (snapshot.get(group) ?? 0), 0),
  );
}
