import {
  MAX_BUCKETS,
  NumberBar,
  StateGroup,
  WidgetBars,
} from '@callboard/plugin-callboard-common';
import { groupBy } from 'lodash';
import { GroupChange } from './queryGroupChanges';
import { snapshotCharts, SnapshotChart } from './snapshotCharts';
import { ResolvedHistoryQuery } from './ResolvedHistoryQuery';
import { computeIdealLine } from './computeIdealLine';
import { getHistoryMoments } from './getHistoryMoments';
import { HistorySnapshot, sumStateGroups } from './HistorySnapshot';
import { INITIAL_GROUP } from './whereInGroupsBefore';

/** Converts changes of state groups to a burn-down, burn-up or cumulative flow chart. */
export function formatSnapshots(
  changes: readonly GroupChange[],
  resolvedQuery: ResolvedHistoryQuery<SnapshotChart>,
): Omit<WidgetBars, 'computed_at'> {
  const { chart, limit = MAX_BUCKETS, previous } = resolvedQuery;
  const { groups, counted } = snapshotCharts[chart];
  const moments = getHistoryMoments(resolvedQuery);
  const [before, ...snapshots] = computeSnapshots(changes, [
    null,
    ...moments.map(({ key }) => key),
  ]);
  const ideal = computeIdealLine(chart, before, snapshots);
  const data = moments.map(({ key, isFuture }, nth): NumberBar => {
    const sumStates = (states: readonly StateGroup[]) =>
      isFuture ? null : sumStateGroups(snapshots[nth], states);
    return {
      key,
      name: key,
      count: sumStates(counted),
      ...Object.fromEntries(
        groups.map(group => [group.key, sumStates(group.states)]),
      ),
      ...(ideal ? { ideal: ideal[nth] } : {}),
    };
  });
  const latest = moments.findLastIndex(({ isFuture }) => !isFuture);
  const shown = data.slice(-limit);
  return {
    data: shown,
    schema: {
      ...Object.fromEntries(groups.map(({ key, name }) => [key, name])),
      ...(ideal ? { ideal: 'Ideal' } : {}),
    },
    total: sumStateGroups(snapshots[latest] ?? before, counted),
    ...(previous ? { previous_total: sumStateGroups(before, counted) } : {}),
    ...(shown.length < data.length ? { truncated: true as const } : {}),
  };
}

/** The metric by state group at the end of each bucket. */
function computeSnapshots(
  changes: readonly GroupChange[],
  buckets: ReadonlyArray<string | null>,
): HistorySnapshot[] {
  const changesByBucket = groupBy(changes, 'bucket');
  const sums = new Map<StateGroup, number>();
  const add = (group: StateGroup, value: number) =>
    sums.set(group, (sums.get(group) ?? 0) + value);
  return buckets.map(bucket => {
    for (const { group, value } of changesByBucket[String(bucket)] ?? []) {
      if (group) {
        add(group, value);
      }
      // New items start in this group and leave it for their first recorded group.
      add(INITIAL_GROUP, group ? -value : value);
    }
    return new Map(sums);
  });
}
