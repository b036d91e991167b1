import {
  ChartOverTime,
  MAX_BUCKETS,
  NumberBar,
  StateGroup,
  stateGroup,
  stateGroupLabels,
  WidgetBars,
} from '@callboard/plugin-callboard-common';
import { OPEN_GROUPS } from '../../../work/settings/Workflows';
import { Knex } from 'knex';
import { groupBy, sumBy } from 'lodash';
import { queryRows } from '../../../../database/statements';
import { toInstantRange } from '../../../../database/zones';
import {
  getBucketDays,
  getRangeBuckets,
  instantBucketSql,
  toBucketKey,
} from '../buckets';
import { MetricViewer, ResolvedHistoryQuery } from '../ResolvedQuery';
import { removeFloatNoise } from '../sources/NumberSource';
import { measureSql, selectCountedItems } from '../sources/workItems';

/** The charts that show, for each moment, how many items were in which state groups. */
export type SnapshotChart = Extract<
  ChartOverTime,
  'burndown' | 'burnup' | 'cumulative_flow'
>;

/** A series of a chart: the items in some state groups at each moment. */
interface SnapshotSeries {
  key: string;
  name: string;
  stateGroups: readonly StateGroup[];
}

interface SnapshotChartDefinition {
  series: readonly SnapshotSeries[];
  /** The state groups counted by the chart's main number. */
  countedGroups: readonly StateGroup[];
}

/** Items in triage are in no chart, because they have not been accepted yet. */
const flowGroups = stateGroup.options.filter(group => group !== 'triage');

/** The series of each chart. The ideal line is not included, because it counts no items. */
export const snapshotCharts: Record<SnapshotChart, SnapshotChartDefinition> = {
  burndown: {
    series: [{ key: 'remaining', name: 'Remaining', stateGroups: OPEN_GROUPS }],
    countedGroups: OPEN_GROUPS,
  },
  burnup: {
    series: [
      {
        key: 'scope',
        name: 'Scope',
        stateGroups: [...OPEN_GROUPS, 'completed'],
      },
      { key: 'completed', name: 'Completed', stateGroups: ['completed'] },
    ],
    countedGroups: ['completed'],
  },
  cumulative_flow: {
    series: flowGroups.map(group => ({
      key: group,
      name: stateGroupLabels[group],
      stateGroups: [group],
    })),
    countedGroups: flowGroups,
  },
};

/** The assumed state group of an item before its first recorded state. */
const INITIAL_GROUP: StateGroup = 'backlog';

/** Computes a burn-down, burn-up or cumulative flow chart in one statement. */
export async function computeSnapshots(
  knex: Knex,
  resolvedQuery: ResolvedHistoryQuery<SnapshotChart>,
  viewer: MetricViewer,
): Promise<Omit<WidgetBars, 'computed_at'>> {
  const changes = await queryGroupChanges(knex, resolvedQuery, viewer);
  const { chart, limit = MAX_BUCKETS, previous } = resolvedQuery;
  const { series, countedGroups } = snapshotCharts[chart];
  const moments = getHistoryMoments(resolvedQuery);
  const [before, ...snapshots] = sumChanges(changes, [
    null,
    ...moments.map(({ key }) => key),
  ]);
  const idealLine = computeIdealLine(chart, before, snapshots);
  const data = moments.map(({ key, isFuture }, nth): NumberBar => {
    const sumAtMoment = (groups: readonly StateGroup[]) =>
      isFuture ? null : sumStateGroups(snapshots[nth], groups);
    return {
      key,
      name: key,
      count: sumAtMoment(countedGroups),
      ...Object.fromEntries(
        series.map(one => [one.key, sumAtMoment(one.stateGroups)]),
      ),
      ...(idealLine ? { ideal: idealLine[nth] } : {}),
    };
  });
  const latestIndex = moments.findLastIndex(({ isFuture }) => !isFuture);
  const shownBars = data.slice(-limit);
  return {
    data: shownBars,
    schema: {
      ...Object.fromEntries(series.map(({ key, name }) => [key, name])),
      ...(idealLine ? { ideal: 'Ideal' } : {}),
    },
    total: sumStateGroups(snapshots[latestIndex] ?? before, countedGroups),
    previous_total: previous
      ? sumStateGroups(before, countedGroups)
      : undefined,
    truncated: shownBars.length < data.length || undefined,
  };
}

interface GroupChange {
  /** Null for the creation of items. */
  group: StateGroup | null;
  /** Null for everything before the range. */
  bucket: string | null;
  value: number;
}

/**
 * Reads when items were created and when they moved between state groups, up to the end of the
 * range. Creations have no group, because the first states of some items were not recorded.
 */
async function queryGroupChanges(
  knex: Knex,
  resolvedQuery: ResolvedHistoryQuery,
  viewer: MetricViewer,
): Promise<GroupChange[]> {
  const { range, zone } = resolvedQuery;
  const { from, to } = toInstantRange(range.start, range.end, zone);
  const [start, end] = [new Date(from!), new Date(to!)];
  const found = selectCountedItems(knex, resolvedQuery, viewer, undefined)
    .select('work_items.id', 'work_items.created_at')
    .select(knex.raw(`${measureSql(knex, resolvedQuery)} AS value`));
  const rows = await queryRows(
    knex,
    `WITH found AS MATERIALIZED ?,
    -- Omits states that were left before the range, because they do not affect the result.
    spans AS (
      SELECT work_states."group" AS state_group, found.value, work_item_states.left_at,
        CASE WHEN entered_at < found.created_at THEN found.created_at ELSE entered_at END
          AS entered_at
      FROM found
      JOIN work_item_states ON work_item_states.work_item_id = found.id
      JOIN work_states ON work_states.id = work_item_states.state_id
      WHERE entered_at < ?
        AND (left_at IS NULL OR (left_at >= ? AND left_at > found.created_at))
    ),
    changes AS (
      SELECT state_group, CASE WHEN sign > 0 THEN entered_at ELSE left_at END AS at,
        sign * value AS value
      FROM spans CROSS JOIN (SELECT 1 AS sign UNION ALL SELECT -1) AS ends
      UNION ALL
      SELECT NULL, created_at, value FROM found
    )
    SELECT state_group, CASE WHEN at >= ?
      THEN CAST(${instantBucketSql(
        knex,
        'at',
        resolvedQuery,
      )} AS text) END AS bucket,
      sum(value) AS value
    FROM changes WHERE at < ? GROUP BY 1, 2`,
    [found, end, start, start, end],
  );
  return rows.map(({ state_group, bucket, value }) => ({
    group: state_group,
    bucket: bucket === null ? null : toBucketKey(bucket),
    value: Number(value),
  }));
}

/** The metric by state group at a moment. */
type HistorySnapshot = ReadonlyMap<StateGroup, number>;

function sumStateGroups(
  snapshot: HistorySnapshot,
  groups: readonly StateGroup[],
): number {
  return removeFloatNoise(sumBy(groups, group => snapshot.get(group) ?? 0));
}

/**
 * Computes the line along which the scope would be completed at an even pace; undefined for charts
 * without a scope. The scope is the work at the first moment, except items that were completed
 * before the range.
 */
function computeIdealLine(
  chart: SnapshotChart,
  before: HistorySnapshot,
  snapshots: readonly HistorySnapshot[],
): number[] | undefined {
  if (chart === 'cumulative_flow') {
    return undefined;
  }
  const completed = sumStateGroups(before, ['completed']);
  const total = sumStateGroups(snapshots[0], [...OPEN_GROUPS, 'completed']);
  const scope = Math.max(0, total - completed);
  const steps = snapshots.length - 1;
  return snapshots.map((_, step) => {
    const done = steps === 0 ? scope : (scope * step) / steps;
    return removeFloatNoise(
      chart === 'burndown' ? scope - done : completed + done,
    );
  });
}

/** Computes the metric by state group at the end of each bucket. */
function sumChanges(
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
      // A new item starts in the initial group, and leaves it for its first recorded group. For
      // later moves between groups, the two changes of the initial group cancel each other out.
      add(INITIAL_GROUP, group ? -value : value);
    }
    return new Map(sums);
  });
}

/** The end of a bucket, or of the range if the range ends within the bucket. */
interface HistoryMoment {
  key: string;
  /** Exclusive; milliseconds since 1970. */
  at: number;
  /** Whether all days of the bucket within the range are after today. */
  isFuture: boolean;
}

/** Returns the moments of a chart, oldest first. */
export function getHistoryMoments(
  resolvedQuery: ResolvedHistoryQuery,
): HistoryMoment[] {
  const { range, today, zone } = resolvedQuery;
  // Allows one bucket more than the maximum, because the range may begin within a bucket.
  return getRangeBuckets(range, resolvedQuery, MAX_BUCKETS + 1).map(key => {
    const { start, end } = getBucketDays(key, resolvedQuery);
    const last = end < range.end ? end : range.end;
    return {
      key,
      at: toInstantRange(undefined, last, zone).to!,
      isFuture: start > today || range.start > today,
    };
  });
}

/**
 * Returns the instant of the chart's total: the latest moment not in the future, or else the start
 * of the range.
 */
export function getLatestInstant(
  moments: readonly HistoryMoment[],
  { range, zone }: ResolvedHistoryQuery,
): number {
  return (
    moments.findLast(({ isFuture }) => !isFuture)?.at ??
    toInstantRange(range.start, undefined, zone).from!
  );
}

/**
 * Filters to items that were in one of some state groups right before an instant.
 *
 * @param at - milliseconds since 1970
 */
export function whereInGroupsBefore(
  knex: Knex,
  query: Knex.QueryBuilder,
  groups: readonly StateGroup[],
  at: number,
): void {
  const instant = new Date(at);
  const lastGroup = knex('work_item_states')
    .join('work_states', 'work_states.id', 'work_item_states.state_id')
    .select('work_states.group')
    .whereRaw('work_item_states.work_item_id = work_items.id')
    .where('work_item_states.entered_at', '<', instant)
    .orderBy('work_item_states.entered_at', 'desc')
    .limit(1);
  query
    .where('work_items.created_at', '<', instant)
    .whereIn(knex.raw('coalesce(?, ?)', [lastGroup, INITIAL_GROUP]) as any, [
      ...groups,
    ]);
}
