import {
  DayRange,
  NO_VALUE,
  NumberAxisName,
  WorklogFilters,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { inListSql } from '../../../../database/bulk';
import { selectSubtree } from '../../../departments/departmentSql';
import {
  splitViewer,
  selectVisibleWorklogs,
} from '../../../time/worklogs/whereTimeVisible';
import { createDateTranslation, getBucketDays } from '../buckets';
import { ResolvedQuery } from '../ResolvedQuery';
import { NumberSource, MetricSql, ValueSql } from './NumberSource';

const worklogColumns = {
  PROJECT: 'worklogs.project_id',
  DEPARTMENT: 'worklogs.department_id',
  MEMBER: 'worklogs.logged_by',
  WORK_ITEM: 'worklogs.work_item_id',
  ACTIVITY_TYPE: 'worklogs.activity_type',
  BILLABLE: 'worklogs.is_billable',
} as const satisfies Partial<Record<NumberAxisName, string>>;

/** The source for worklogs, and for the people who logged them. */
export const countedTime: NumberSource = {
  id: 'worklogs.id',

  selectCountedRows(knex, resolvedQuery, viewer, range) {
    return splitViewer(viewer.time).map(scope =>
      selectVisibleWorklogs(knex, {
        ...toWorklogFilters(resolvedQuery, range),
        viewer: scope,
        narrow: query => narrowTime(knex, query, resolvedQuery),
      }),
    );
  },

  getAxisValueSql(knex, name, resolvedQuery): ValueSql {
    return name === 'LOGGED_AT'
      ? {
          sql: 'worklogs.logged_at',
          translate: createDateTranslation(knex, resolvedQuery),
        }
      : { sql: worklogColumns[name as keyof typeof worklogColumns] };
  },

  getMetricSql(_knex, { source, metric }): MetricSql {
    if (metric === 'logged_minutes') {
      return { aggregate: 'sum', sql: 'worklogs.duration_minutes' };
    }
    return metric === 'people' || source === 'people'
      ? { aggregate: 'distinct', value: { sql: 'worklogs.logged_by' } }
      : { aggregate: 'count' };
  },
};

/** Converts a widget's query to filters of the worklog list. */
export function toWorklogFilters(
  { filters }: ResolvedQuery,
  range: DayRange | undefined,
): WorklogFilters {
  return {
    project_id: filters.project_ids,
    work_item_id: filters.work_item_ids?.filter(id => id !== null),
    member_id: filters.member_ids?.filter(ref => ref !== null),
    date_from: range?.start,
    date_to: range?.end,
  };
}

/** Applies the parts of a query that the filters of the worklog list cannot express. */
export function narrowTime(
  knex: Knex,
  query: Knex.QueryBuilder,
  { filters, selectedKeys, interval }: ResolvedQuery,
): void {
  whereAnyValue(filters.activity_types, query, 'activity_type', values =>
    inListSql(knex, 'worklogs.activity_type', values, 'text'),
  );
  whereAnyValue(filters.department_ids, query, 'department_id', values => [
    'worklogs.department_id IN ?',
    [selectSubtree(knex, values)],
  ]);
  if (filters.is_billable) {
    const values = filters.is_billable.filter(value => value !== null);
    query.whereIn('worklogs.is_billable', values);
  }
  for (const { axis, key } of selectedKeys ?? []) {
    if (axis === 'LOGGED_AT') {
      const { start, end } = getBucketDays(key, { interval });
      query.whereBetween('worklogs.logged_at', [start, end]);
    } else if (axis === 'BILLABLE') {
      query.where('worklogs.is_billable', key === 'true');
    } else {
      const column = worklogColumns[axis as keyof typeof worklogColumns];
      query.where(column, key === NO_VALUE ? null : key);
    }
  }
}

/**
 * Filters to worklogs that have one of several values in a column; null matches a missing value.
 */
function whereAnyValue(
  values: ReadonlyArray<string | null> | undefined,
  query: Knex.QueryBuilder,
  column: string,
  buildCondition: (values: string[]) => [string, Knex.RawBinding[]],
): void {
  if (!values) {
    return;
  }
  const nonNullValues = values.filter(value => value !== null);
  query.where(either => {
    either.whereRaw(...buildCondition(nonNullValues));
    if (nonNullValues.length < values.length) {
      either.orWhereNull(`worklogs.${column}`);
    }
  });
}
