import { InputError } from '@backstage/errors';
import { uuid, WorkItemFilters } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isKey } from '../axisKeys';
import { ResolvedQuery, ResolvedHistoryQuery } from '../ResolvedQuery';
import { toWorkItemFilters } from '../sources/itemFilters';
import { datesOfGroups } from './completionCharts';
import {
  snapshotCharts,
  SnapshotChart,
  getLatestInstant,
  getHistoryMoments,
  whereInGroupsBefore,
} from './snapshotCharts';

/** The items behind a number of a chart over time. */
export interface CountedItems {
  resolvedQuery: ResolvedQuery;
  filters: WorkItemFilters;
  /** Further restricts the items. */
  narrow?: (items: Knex.QueryBuilder) => void;
}

interface HistoryQuery {
  key?: string;
  group?: string;
}

/**
 * Returns the items behind a bucket, point or group of a chart over time; without a key, those of
 * the total.
 *
 * @throws InputError when it has no such key, or the group has no rows
 */
export function narrowHistory(
  knex: Knex,
  resolvedQuery: ResolvedHistoryQuery,
  query: HistoryQuery,
): CountedItems {
  const { chart } = resolvedQuery;
  switch (chart) {
    case 'created_vs_completed':
      return narrowToDate(resolvedQuery, query);
    case 'cycle_time':
      return narrowToTimes(resolvedQuery, query);
    default:
      return narrowToMoment(knex, { ...resolvedQuery, chart }, query);
  }
}

function narrowToDate(
  resolvedQuery: ResolvedHistoryQuery,
  { key, group = 'created' }: HistoryQuery,
): CountedItems {
  const { date } = requireGroup(datesOfGroups, group, resolvedQuery);
  requireBucket(resolvedQuery, key);
  const narrowed = {
    ...resolvedQuery,
    date,
    only: key === undefined ? [] : [{ axis: date, key }],
  };
  return {
    resolvedQuery: narrowed,
    filters: toWorkItemFilters(narrowed, resolvedQuery.range),
  };
}

function narrowToTimes(
  resolvedQuery: ResolvedHistoryQuery,
  { key, group }: HistoryQuery,
): CountedItems {
  if (group !== undefined) {
    throw new InputError('group is given, but the widget has no group');
  }
  if (key !== undefined && !uuid.safeParse(key).success) {
    throw new InputError('key is not the id of an item');
  }
  const narrowed = { ...resolvedQuery, date: 'COMPLETED_AT' as const };
  return {
    resolvedQuery: narrowed,
    filters: toWorkItemFilters(narrowed, resolvedQuery.range),
    narrow: items => {
      if (key !== undefined) items.where('work_items.id', key);
    },
  };
}

function narrowToMoment(
  knex: Knex,
  resolvedQuery: ResolvedHistoryQuery<SnapshotChart>,
  { key, group }: HistoryQuery,
): CountedItems {
  const { groups, counted } = snapshotCharts[resolvedQuery.chart];
  const states =
    group === undefined
      ? counted
      : requireGroup(groups, group, resolvedQuery).states;
  requireBucket(resolvedQuery, key);
  const moments = getHistoryMoments(resolvedQuery);
  const moment = moments.find(each => each.key === key && !each.isFuture);
  const at =
    key === undefined ? getLatestInstant(moments, resolvedQuery) : moment?.at;
  return {
    resolvedQuery,
    // All items, whenever they were created.
    filters: toWorkItemFilters(resolvedQuery, undefined),
    narrow: items => {
      if (at === undefined) {
        items.whereRaw('1 = 0');
      } else {
        whereInGroupsBefore(knex, items, states, at);
      }
    },
  };
}

function requireGroup<Group extends { key: string }>(
  groups: readonly Group[],
  query: string,
  { chart }: ResolvedHistoryQuery,
): Group {
  const group = groups.find(({ key }) => key === query);
  if (!group) {
    throw new InputError(`group is not valid for a ${chart} that counts items`);
  }
  return group;
}

function requireBucket(
  { chart, interval }: ResolvedHistoryQuery,
  key: string | undefined,
): void {
  // Its keys are dates.
  if (key !== undefined && !isKey('CREATED_AT', interval, key)) {
    throw new InputError(`key is not a valid ${interval} for a ${chart}`);
  }
}
