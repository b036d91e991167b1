import {
  WidgetBars,
  MAX_BUCKETS,
  NumberBar,
  StateGroup,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { mapValues, groupBy } from 'lodash';
import { epochMsSql } from '../../../../database/dialect';
import { queryRows } from '../../../../database/queryRows';
import { toInstantRange } from '../../../../database/zones';
import { OPEN_GROUPS } from '../../../work/overview/openGroups';
import { MetricViewer, ResolvedHistoryQuery } from '../ResolvedQuery';
import { toBucketKey, instantBucketSql } from '../buckets';
import { readKeyNames } from '../axisKeys';
import {
  selectCountedItems,
  workItems,
  measureSql,
  removeFloatNoise,
} from '../sources/workItems';
import { countCreatedAndCompleted } from './completionCharts';
import {
  getHistoryMoments,
  snapshotCharts,
  SnapshotChart,
  INITIAL_GROUP,
} from './snapshotCharts';

/** The change of the value of a state group in a bucket. */
interface GroupChange {
  /** Null for the creation of items. */
  group: StateGroup | null;
  /** Null for everything before the range. */
  bucket: string | null;
  value: number;
}

/**
 * Computes the creation of items and their moves between state groups up to the end of the range.
 * Counts items without a group too: the first states of some items were not recorded.
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
    .select(knex.raw(`${measureSql(knex, resolvedQuery)} AS m`));
  const rows = await queryRows(
    knex,
    `WITH found AS MATERIALIZED ?,
    -- Omits stays in a state that ended before the range: they do not affect it.
    spans AS (
      SELECT work_states."group" AS g, found.m, work_item_states.left_at,
        CASE WHEN entered_at < found.created_at THEN found.created_at ELSE entered_at END
          AS entered_at
      FROM found
      JOIN work_item_states ON work_item_states.work_item_id = found.id
      JOIN work_states ON work_states.id = work_item_states.state_id
      WHERE entered_at < ?
        AND (left_at IS NULL OR (left_at >= ? AND left_at > found.created_at))
    ),
    changes AS (
      SELECT g, CASE WHEN sign > 0 THEN entered_at ELSE left_at END AS at,
        sign * m AS m
      FROM spans CROSS JOIN (SELECT 1 AS sign UNION ALL SELECT -1) AS ends
      UNION ALL
      SELECT NULL, created_at, m FROM found
    )
    SELECT g, CASE WHEN at >= ?
      THEN CAST(${instantBucketSql(
        knex,
        'at',
        resolvedQuery,
      )} AS text) END AS x,
      sum(m) AS v
    FROM changes WHERE at < ? GROUP BY 1, 2`,
    [found, end, start, start, end],
  );
  return rows.map(({ g, x, v }) => ({
    group: g,
    bucket: x === null ? null : toBucketKey(x),
    value: Number(v),
  }));
}

/** The metric by state group at a moment. */
type HistorySnapshot = ReadonlyMap<StateGroup, number>;

/** The sum of some state groups. */
function sumStateGroups(
  snapshot: HistorySnapshot,
  groups: readonly StateGroup[],
): number {
  return removeFloatNoise(
    groups.reduce((sum, group) => sum + (snapshot.get(group) ?? 0), 0),
  );
}

/**
 * A line along which the scope would be completed at an even pace; undefined for charts without a
 * scope. The scope is that of the first moment, minus items completed before.
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

/** Converts changes of state groups to a burn-down, burn-up or cumulative flow chart. */
function formatSnapshots(
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

/** The maximum number of points: more are indistinguishable. */
const MAX_POINTS = 1_000;

const percents = { p50: 0.5, p85: 0.85, p95: 0.95 } as const;
type Percentiles = Record<keyof typeof percents, number | null>;

interface Point {
  id: string;
  hours: number;
  completed_at: number;
}

/** Computes the cycle time of each item in a range, and percentiles. */
async function computeCycleTimes(
  knex: Knex,
  resolvedQuery: ResolvedHistoryQuery,
  viewer: MetricViewer,
): Promise<Omit<WidgetBars, 'computed_at'>> {
  const { limit = MAX_POINTS, previous } = resolvedQuery;
  const { points, now, before } = await readCycleTimes(knex, resolvedQuery, {
    viewer,
    limit: limit + 1,
  });
  const shown = points.slice(0, limit).reverse();
  const ids = shown.map(({ id }) => id);
  const names = await readKeyNames(knex, 'WORK_ITEM', ids);
  const { p50, p85, p95 } = now;
  return {
    data: shown.map(({ id, hours, completed_at }) => ({
      key: id,
      name: names.get(id)?.name ?? id,
      count: hours,
      completed_at,
    })),
    schema: { completed_at: 'Completed' },
    total: p50,
    ...(previous ? { previous_total: before.p50 } : {}),
    ...(points.length > limit ? { truncated: true as const } : {}),
    ...(p50 !== null && p85 !== null && p95 !== null
      ? { percentiles: { p50, p85, p95 } }
      : {}),
  };
}

/** The latest items, newest first, and the percentiles of all. */
async function readCycleTimes(
  knex: Knex,
  resolvedQuery: ResolvedHistoryQuery,
  { viewer, limit }: { viewer: MetricViewer; limit: number },
): Promise<{ points: Point[]; now: Percentiles; before: Percentiles }> {
  const { sql } = workItems.getMetricSql(knex, resolvedQuery) as {
    sql: string;
  };
  const selectCompletedItems = (days: ResolvedHistoryQuery['range']) =>
    selectCountedItems(
      knex,
      { ...resolvedQuery, date: 'COMPLETED_AT' },
      viewer,
      days,
    )
      .select('work_items.id')
      .select(knex.raw(`CAST(${sql} AS double precision) AS m`))
      .select(
        knex.raw(`${epochMsSql(knex, 'work_items.completed_at')} AS ended`),
      );
  const { range, previous } = resolvedQuery;
  const rows = await queryRows(
    knex,
    `WITH found AS MATERIALIZED ?
    SELECT * FROM (
      SELECT 'point' AS level, CAST(id AS text) AS id, m AS p50, ended,
        CAST(NULL AS double precision) AS p85, CAST(NULL AS double precision) AS p95
      FROM found ORDER BY found.ended DESC, found.id DESC LIMIT ?
    ) AS points
    UNION ALL ${percentilesSql('now', 'found')}
    ${previous ? `UNION ALL ${percentilesSql('before', '? AS found')}` : ''}`,
    [
      selectCompletedItems(range),
      limit,
      ...(previous ? [selectCompletedItems(previous)] : []),
    ],
  );
  const getPercentiles = (level: string): Percentiles => {
    const row = rows.find(each => each.level === level);
    return mapValues(percents, (_, name) => {
      const hours = row?.[name] ?? null;
      return hours === null ? null : removeFloatNoise(Number(hours));
    });
  };
  return {
    points: rows
      .filter(({ level }) => level === 'point')
      .map(({ id, p50, ended }) => ({
        id,
        hours: removeFloatNoise(Number(p50)),
        completed_at: Number(ended),
      })),
    now: getPercentiles('now'),
    before: getPercentiles('before'),
  };
}

/**
 * SQL for one row of percentiles, null without rows. A percentile usually lies between two ranks,
 * each weighted by its closeness. SQLite has no percentiles; PostgreSQL's are computed in the same
 * way.
 */
function percentilesSql(level: string, from: string): string {
  const [p50, p85, p95] = Object.values(percents).map(percent => {
    const distance = `abs(position - ${percent} * last)`;
    const weight = `CASE WHEN ${distance} < 1 THEN 1 - ${distance} ELSE 0 END`;
    return `sum(m * (${weight}))`;
  });
  return `SELECT '${level}', NULL, ${p50}, NULL, ${p85}, ${p95} FROM (
    SELECT m, row_number() OVER (ORDER BY m) - 1 AS position,
      count(*) OVER () - 1 AS last
    FROM ${from}
  ) AS ranked`;
}

/** Computes a chart over time: one statement, plus names. */
export async function formatHistory(
  knex: Knex,
  resolvedQuery: ResolvedHistoryQuery,
  viewer: MetricViewer,
): Promise<Omit<WidgetBars, 'computed_at'>> {
  const { chart } = resolvedQuery;
  switch (chart) {
    case 'created_vs_completed':
      return countCreatedAndCompleted(knex, resolvedQuery, viewer);
    case 'cycle_time':
      return computeCycleTimes(knex, resolvedQuery, viewer);
    default: {
      const changes = await queryGroupChanges(knex, resolvedQuery, viewer);
      return formatSnapshots(changes, { ...resolvedQuery, chart });
    }
  }
}
