import { InputError } from '@backstage/errors';
import {
  uuid,
  WidgetBars,
  WorkItemFilters,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isKey } from '../axisKeys';
import {
  MetricViewer,
  ResolvedHistoryQuery,
  ResolvedQuery,
} from '../ResolvedQuery';
import { toWorkItemFilters } from '../sources/itemFilters';
import {
  completionSeries,
  computeCycleTimes,
  countCreatedAndCompleted,
} from './completionCharts';
import {
  computeSnapshots,
  getHistoryMoments,
  getLatestInstant,
  SnapshotChart,
  snapshotCharts,
  whereInGroupsBefore,
} from './snapshotCharts';

/**
 * Computes a chart over time with one statement. Cycle times need another statement for the names
 * of the items.
 */
export async function computeHistory(
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
    default:
      return computeSnapshots(knex, { ...resolvedQuery, chart }, viewer);
  }
}

/** The items behind a number of a chart over time. */
export interface CountedItems {
  resolvedQuery: ResolvedQuery;
  filters: WorkItemFilters;
  /** Further restricts the items. */
  narrow?: (items: Knex.QueryBuilder) => void;
}

interface HistoryKeys {
  key?: string;
  group?: string;
}

/**
 * Returns the items behind a bucket, point or group of a chart over time. If `key` is omitted,
 * returns the items behind the total.
 *
 * @throws InputError when the chart has no such key, or `group` is not a series that counts items
 */
export function narrowHistory(
  knex: Knex,
  resolvedQuery: ResolvedHistoryQuery,
  keys: HistoryKeys,
): CountedItems {
  const { chart } = resolvedQuery;
  switch (chart) {
    case 'created_vs_completed':
      return narrowToCompletion(resolvedQuery, keys);
    case 'cycle_time':
      return narrowToCycleTime(resolvedQuery, keys);
    default:
      return narrowToSnapshot(knex, { ...resolvedQuery, chart }, keys);
  }
}

function narrowToCompletion(
  resolvedQuery: ResolvedHistoryQuery,
  { key, group = 'created' }: HistoryKeys,
): CountedItems {
  const { date } = requireSeries(completionSeries, group);
  requireBucket(resolvedQuery, key);
  const narrowedQuery = {
    ...resolvedQuery,
    date,
    selectedKeys: key === undefined ? [] : [{ axis: date, key }],
  };
  return {
    resolvedQuery: narrowedQuery,
    filters: toWorkItemFilters(narrowedQuery, resolvedQuery.range),
  };
}

function narrowToCycleTime(
  resolvedQuery: ResolvedHistoryQuery,
  { key, group }: HistoryKeys,
): CountedItems {
  if (group !== undefined) {
    throw new InputError('group must be omitted: the chart has no groups');
  }
  if (key !== undefined && !uuid.safeParse(key).success) {
    throw new InputError('key must be the id of a work item');
  }
  const narrowedQuery = { ...resolvedQuery, date: 'COMPLETED_AT' as const };
  return {
    resolvedQuery: narrowedQuery,
    filters: toWorkItemFilters(narrowedQuery, resolvedQuery.range),
    narrow: items => {
      if (key !== undefined) items.where('work_items.id', key.toLowerCase());
    },
  };
}

function narrowToSnapshot(
  knex: Knex,
  resolvedQuery: ResolvedHistoryQuery<SnapshotChart>,
  { key, group }: HistoryKeys,
): CountedItems {
  const { series, countedGroups } = snapshotCharts[resolvedQuery.chart];
  const stateGroups =
    group === undefined
      ? countedGroups
      : requireSeries(series, group).stateGroups;
  requireBucket(resolvedQuery, key);
  const moments = getHistoryMoments(resolvedQuery);
  const moment = moments.find(each => each.key === key && !each.isFuture);
  const at =
    key === undefined ? getLatestInstant(moments, resolvedQuery) : moment?.at;
  return {
    resolvedQuery,
    // Passes no range: only the moment decides which items the chart counts.
    filters: toWorkItemFilters(resolvedQuery, undefined),
    narrow: items => {
      if (at === undefined) {
        items.whereRaw('1 = 0');
      } else {
        whereInGroupsBefore(knex, items, stateGroups, at);
      }
    },
  };
}

function requireSeries<Series extends { key: string }>(
  allSeries: readonly Series[],
  group: string,
): Series {
  const found = allSeries.find(({ key }) => key === group);
  if (!found) {
    const keys = allSeries.map(({ key }) => key).join(', ');
    throw new InputError(`group must be one of: ${keys}`);
  }
  return found;
}

function requireBucket(
  { interval }: ResolvedHistoryQuery,
  key: string | undefined,
): void {
  // The keys of charts over time are dates, so any date axis can validate them.
  if (key !== undefined && !isKey('CREATED_AT', interval, key)) {
    throw new InputError(`key must be a ${interval}, as in the chart's data`);
  }
}
