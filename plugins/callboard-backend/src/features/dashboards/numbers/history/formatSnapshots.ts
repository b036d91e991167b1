import {
  MAX_BUCKETS,
  NumberBar,
  StateGroup,
  WidgetBars,
} from '@callboard/plugin-callboard-common';
import { groupBy } from 'lodash';
import { GroupChange } from './groupChanges';
import { groupsOfCharts, SnapshotChart } from './groupsOfCharts';
import { ResolvedHistoryQuery } from './ResolvedHistoryQuery';
import { idealLine } from './idealLine';
import { getHistoryMoments } from './getHistoryMoments';
import { HistorySnapshot, sumWithin } from './HistorySnapshot';
import { INITIAL_GROUP } from './whereInGroupsBefore';

/** Converts changes of state groups to a burn-down, burn-up or cumulative flow chart. */
export function formatSnapshots(
  changes: readonly GroupChange[],
  resolvedQuery: ResolvedHistoryQuery<SnapshotChart>,
): Omit<WidgetBars, 'computed_at'> {
  const { chart, limit = MAX_BUCKETS, previous } = resolvedQuery;
  const { groups, counted } = groupsOfCharts[chart];
  const moments = getHistoryMoments(resolvedQuery);
  const [before, ...snapshots] = computeSnapshots(changes, [
    null,
    ...moments.map(({ key }) => key),
  ]);
  const ideal = idealLine(chart, before, snapshots);
  const data = moments.map(({ key, isToCome }, nth): NumberBar => {
    const total = (states: readonly StateGroup[]) =>
      isToCome ? null : sumWithin(snapshots[nth], states);
    return {
      key,
      name: key,
      count: total(counted),
      ...Object.fromEntries(
        groups.map(group => [group.key, total(group.states)]),
      ),
      ...(ideal ? { ideal: ideal[nth] } : {}),
    };
  });
  const latest = moments.findLastIndex(({ isToCome }) => !isToCome);
  const shown = data.slice(-limit);
  return {
    data: shown,
    schema: {
      ...Object.fromEntries(groups.map(({ key, name }) => [key, name])),
      ...(ideal ? { ideal: 'Ideal' } : {}),
    },
    total: sumWithin(snapshots[latest] ?? before, counted),
    ...(previous ? { previous_total: sumWithin(before, counted) } : {}),
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
