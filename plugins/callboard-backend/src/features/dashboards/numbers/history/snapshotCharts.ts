import {
  ChartOverTime,
  StateGroup,
  stateGroup,
  MAX_BUCKETS,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { toInstantRange } from '../../../../database/zones';
import { OPEN_GROUPS } from '../../../work/overview/openGroups';
import { ResolvedHistoryQuery } from '../ResolvedQuery';
import { getRangeBuckets, getBucketDays } from '../buckets';

/** The assumed state group of an item before its first recorded state. */
export const INITIAL_GROUP: StateGroup = 'backlog';

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
  const last = knex('work_item_states')
    .join('work_states', 'work_states.id', 'work_item_states.state_id')
    .select('work_states.group')
    .whereRaw('work_item_states.work_item_id = work_items.id')
    .where('work_item_states.entered_at', '<', instant)
    .orderBy('work_item_states.entered_at', 'desc')
    .limit(1);
  query
    .where('work_items.created_at', '<', instant)
    .whereIn(knex.raw('coalesce(?, ?)', [last, INITIAL_GROUP]) as any, [
      ...groups,
    ]);
}

/** The end of a bucket within the range. */
interface HistoryMoment {
  /** The key of the bucket. */
  key: string;
  /** Exclusive; milliseconds since 1970. */
  at: number;
  /** Whether it begins after today. */
  isFuture: boolean;
}

/** The moments of a chart, oldest first. */
export function getHistoryMoments(
  resolvedQuery: ResolvedHistoryQuery,
): HistoryMoment[] {
  const { range, today, zone } = resolvedQuery;
  // One more than fits, because a range need not begin with a bucket.
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

/** The moment of the chart's total: the latest one not in the future. */
export function getLatestInstant(
  moments: readonly HistoryMoment[],
  { range, zone }: ResolvedHistoryQuery,
): number {
  return (
    moments.findLast(({ isFuture }) => !isFuture)?.at ??
    toInstantRange(range.start, undefined, zone).from!
  );
}

/** The charts that show the state groups of items at moments. */
export type SnapshotChart = Extract<
  ChartOverTime,
  'burndown' | 'burnup' | 'cumulative_flow'
>;

/** A number at each moment: the items in some state groups. */
export interface SnapshotGroup {
  key: string;
  name: string;
  states: readonly StateGroup[];
}

interface SnapshotGroups {
  groups: readonly SnapshotGroup[];
  /** The state groups counted by the chart's main number. */
  counted: readonly StateGroup[];
}

/** Items in triage are in no chart, because nobody has accepted them yet. */
const flow = stateGroup.options.filter(group => group !== 'triage');

/** The counted numbers of each chart; the ideal line is not counted. */
export const snapshotCharts: Record<SnapshotChart, SnapshotGroups> = {
  burndown: {
    groups: [{ key: 'remaining', name: 'Remaining', states: OPEN_GROUPS }],
    counted: OPEN_GROUPS,
  },
  burnup: {
    groups: [
      { key: 'scope', name: 'Scope', states: [...OPEN_GROUPS, 'completed'] },
      { key: 'completed', name: 'Completed', states: ['completed'] },
    ],
    counted: ['completed'],
  },
  cumulative_flow: {
    groups: flow.map(group => ({
      key: group,
      name: group[0].toUpperCase() + group.slice(1),
      states: [group],
    })),
    counted: flow,
  },
};

/** Whether a chart shows snapshots. */
export function isSnapshotChart(chart: ChartOverTime): chart is SnapshotChart {
  return chart in snapshotCharts;
}
