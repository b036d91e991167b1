import { DayRange } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { epochMsSql } from '../../../../database/dialect';
import { whereWorkItem } from '../../../work/items/whereWorkItem';
import {
  dayNumberBucketSql,
  dayBucketSql,
  instantDaySql,
  toDayBucket,
} from '../buckets';
import { MetricViewer, ResolvedQuery } from '../ResolvedQuery';
import { CountedRows, MetricSql, ValueSql } from './CountedRows';
import {
  columnsOfItems,
  daysOfItems,
  instantsOfItems,
  isItemColumn,
  manyOfItems,
} from './itemColumns';
import { narrowItems } from './narrowItems';
import { toWorkItemFilters } from './toWorkItemFilters';

/** SQL for the minutes logged on an item. */
const LOGGED = `(SELECT sum(worklogs.duration_minutes) FROM worklogs
  WHERE worklogs.work_item_id = work_items.id AND worklogs.deleted_at IS NULL)`;

const groupOfState = (id: string) =>
  `(SELECT "group" FROM work_states WHERE work_states.id = ${id})`;

/** The items that a query counts, with nothing selected yet. */
export function selectCountedItems(
  knex: Knex,
  resolvedQuery: ResolvedQuery,
  viewer: MetricViewer,
  range: DayRange | undefined,
): Knex.QueryBuilder {
  const query = knex('work_items')
    .whereNull('work_items.deleted_at')
    .where('work_items.workspace_id', resolvedQuery.workspace_id);
  narrowItems(knex, query, resolvedQuery, viewer);
  return whereWorkItem(
    knex,
    query,
    toWorkItemFilters(resolvedQuery, range),
    resolvedQuery.zone,
  );
}

/** Work items as in lists, without items in triage. */
export const workItems: CountedRows = {
  id: 'work_items.id',

  selectCountedRows(...args) {
    return [selectCountedItems(...args)];
  },

  getAxisValueSql(knex, name, resolvedQuery): ValueSql {
    if (isItemColumn(manyOfItems, name)) {
      return { many: manyOfItems[name] };
    }
    if (isItemColumn(daysOfItems, name)) {
      return {
        sql: daysOfItems[name],
        translate: toDayBucket(resolvedQuery, day =>
          dayBucketSql(knex, day, resolvedQuery),
        ),
      };
    }
    if (isItemColumn(instantsOfItems, name)) {
      return {
        sql: instantDaySql(knex, instantsOfItems[name], resolvedQuery.zone),
        translate: toDayBucket(resolvedQuery, day =>
          dayNumberBucketSql(knex, day, resolvedQuery),
        ),
      };
    }
    return name === 'STATE_GROUPS'
      ? { sql: 'work_items.state_id', translate: groupOfState }
      : { sql: columnsOfItems[name as keyof typeof columnsOfItems] };
  },

  getMetricSql(knex, { metric }): MetricSql {
    switch (metric) {
      case 'estimate_points':
        return { how: 'sum', sql: 'work_items.estimate_points' };
      case 'estimate_minutes':
        return { how: 'sum', sql: 'work_items.estimate_time' };
      case 'logged_minutes':
        return { how: 'sum', sql: LOGGED };
      case 'remaining_minutes': {
        const left = `work_items.estimate_time - coalesce(${LOGGED}, 0)`;
        return { how: 'sum', sql: `CASE WHEN ${left} > 0 THEN ${left} END` };
      }
      case 'people':
        return { how: 'distinct', value: { many: manyOfItems.ASSIGNEES } };
      case 'cycle_time_hours': {
        const end = epochMsSql(knex, 'work_items.completed_at');
        const start = epochMsSql(knex, 'work_items.started_at');
        return { how: 'median', sql: `(${end} - ${start}) / 3600000.0` };
      }
      default:
        return { how: 'count' };
    }
  },
};
