import { StateGroup } from '@callboard/plugin-callboard-common';
import { withoutNoise } from './withoutNoise';

/** How much is in each group of states at a moment. */
export type HistorySnapshot = ReadonlyMap<StateGroup, number>;

/** How much is in some groups together. */
export function sumWithin(
  snapshot: HistorySnapshot,
  groups: readonly StateGroup[],
): number {
  return withoutNoise(
    groups.reduce((sum, group) => sum + (snapshot.get(group) ?? 0), 0),
  );
}
