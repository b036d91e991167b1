import { OPEN_GROUPS } from '../../../work/overview/openGroups';
import { SnapshotChart } from './groupsOfCharts';
import { HistorySnapshot, sumWithin } from './HistorySnapshot';
import { withoutNoise } from './withoutNoise';

/**
 * A line along which the scope would be completed at an even pace; undefined for charts without a
 * scope. The scope is that of the first moment, minus items completed before.
 */
export function idealLine(
  chart: SnapshotChart,
  before: HistorySnapshot,
  snapshots: readonly HistorySnapshot[],
): number[] | undefined {
  if (chart === 'cumulative_flow') {
    return undefined;
  }
  const completed = sumWithin(before, ['completed']);
  const all = sumWithin(snapshots[0], [...OPEN_GROUPS, 'completed']);
  const scope = Math.max(0, all - completed);
  const steps = snapshots.length - 1;
  return snapshots.map((_, step) => {
    const done = steps === 0 ? scope : (scope * step) / steps;
    return withoutNoise(chart === 'burndown' ? scope - done : completed + done);
  });
}
