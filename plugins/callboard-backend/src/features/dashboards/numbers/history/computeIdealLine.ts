import { OPEN_GROUPS } from '../../../work/overview/openGroups';
import { SnapshotChart } from './snapshotCharts';
import { HistorySnapshot, sumStateGroups } from './HistorySnapshot';
import { removeFloatNoise } from './removeFloatNoise';

/**
 * A line along which the scope would be completed at an even pace; undefined for charts without a
 * scope. The scope is that of the first moment, minus items completed before.
 */
export function computeIdealLine(
  chart: SnapshotChart,
  before: HistorySnapshot,
  snapshots: readonly HistorySnapshot[],
): number[] | undefined {
  if (chart === 'cumulative_flow') {
    return undefined;
  }
  const completed = sumStateGroups(before, ['completed']);
  const all = sumStateGroups(snapshots[0], [...OPEN_GROUPS, 'completed']);
  const scope = Math.max(0, all - completed);
  const steps = snapshots.length - 1;
  return snapshots.map((_, step) => {
    const done = steps === 0 ? scope : (scope * step) / steps;
    return removeFloatNoise(
      chart === 'burndown' ? scope - done : completed + done,
    );
  });
}
