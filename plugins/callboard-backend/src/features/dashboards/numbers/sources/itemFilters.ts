import {
  NO_VALUE,
  Priority,
  StateGroup,
  NumberAxisName,
  DayRange,
  NONE,
  WidgetFilters,
  WorkItemFilters,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { inListSql } from '../../../../database/bulk';
import { toInstantRange } from '../../../../database/zones';
import { selectSubtree } from '../../../departments/tree/selectSubtree';
import { getWeekStart } from '../../../time/rules/weeks';
import { addDays } from '../../../time/rules/workingDays';
import { getPriorityRank } from '../../../work/items/priorities';
import { OPEN_GROUPS } from '../../../work/overview/openGroups';
import { getBucketDays } from '../buckets';
import { AxisKey, MetricViewer, ResolvedQuery } from '../ResolvedQuery';
import { selectCountedProjects } from '../countedProjects';
import { ManyValues } from './CountedRows';

/** The list filter for each widget filter; null is `none` in the list. */
const filterColumns = {
  states: 'state_id',
  labels: 'labels',
  assignees: 'assignees',
  priority: 'priority',
  cycles: 'cycle_id',
  modules: 'module_id',
  created_by: 'created_by',
  estimate_points: 'estimate_points',
  sources: 'source',
} as const satisfies Partial<
  Record<keyof WidgetFilters, keyof WorkItemFilters>
>;

const datesOfAxis: Partial<Record<NumberAxisName, string>> = {
  CREATED_AT: 'created_at',
  START_DATE: 'start_date',
  TARGET_DATE: 'target_date',
  COMPLETED_AT: 'completed_at',
};

/**
 * The filters of the item list that match a widget's query. A range applies to the date on the
 * axis, or else to the creation of items.
 */
export function toWorkItemFilters(
  { filters, date, x_axis, group_by }: ResolvedQuery,
  range: DayRange | undefined,
): WorkItemFilters {
  const requested: Record<string, unknown> = {};
  for (const [name, filter] of Object.entries(filterColumns)) {
    const values = filters[name as keyof typeof filterColumns];
    if (values) {
      requested[filter] = values.map(value => value ?? NONE);
    }
  }
  if (filters.state_groups) {
    requested.state_group = filters.state_groups.filter(
      group => group !== null,
    );
  }
  if (range) {
    const [field = 'created_at'] = [date ?? null, x_axis, group_by].flatMap(
      axis => (axis && datesOfAxis[axis]) || [],
    );
    requested[`${field}_from`] = range.start;
    requested[`${field}_to`] = range.end;
  }
  return requested as WorkItemFilters;
}

type Axes<Value> = Partial<Record<NumberAxisName, Value>>;

/** The axes with one value per item, and their columns. */
export const columnsOfItems = {
  STATES: 'work_items.state_id',
  ESTIMATE_POINTS: 'work_items.estimate_points',
  CYCLES: 'work_items.cycle_id',
  MODULES: 'work_items.module_id',
  PRIORITY: 'work_items.priority',
  CREATED_BY: 'work_items.created_by',
  SOURCE: 'work_items.source',
  PROJECT: 'work_items.project_id',
} as const satisfies Axes<string>;

/** The axes with several values per item, and their tables. */
export const manyOfItems = {
  ASSIGNEES: {
    table: 'work_item_assignees',
    idColumn: 'work_item_id',
    value: 'user_ref',
  },
  LABELS: {
    table: 'work_item_labels',
    idColumn: 'work_item_id',
    value: 'label_id',
  },
} as const satisfies Axes<ManyValues>;

/** The date columns and the instant columns of items. */
export const daysOfItems = {
  START_DATE: 'work_items.start_date',
  TARGET_DATE: 'work_items.target_date',
} as const satisfies Axes<string>;
export const instantsOfItems = {
  CREATED_AT: 'work_items.created_at',
  COMPLETED_AT: 'work_items.completed_at',
} as const satisfies Axes<string>;

/** Whether an axis is a key of a table of axes. */
export function isItemColumn<Table extends object>(
  table: Table,
  axis: NumberAxisName,
): axis is NumberAxisName & keyof Table {
  return axis in table;
}

/**
 * Filters listed items by the parts of a query that list filters cannot express; excludes items in
 * triage.
 */
export function narrowItems(
  knex: Knex,
  query: Knex.QueryBuilder,
  resolvedQuery: ResolvedQuery,
  { work, within }: Pick<MetricViewer, 'work' | 'within'>,
): void {
  if (within) {
    query.whereRaw(...inListSql(knex, 'work_items.project_id', within));
  } else {
    query.whereIn(
      'work_items.project_id',
      selectCountedProjects(knex, resolvedQuery, work),
    );
  }
  query.whereNotIn(
    'work_items.state_id',
    knex('work_states').select('id').where('group', 'triage'),
  );
  whereInDepartments(knex, query, resolvedQuery);
  filterByMetric(knex, query, resolvedQuery);
  for (const only of resolvedQuery.only ?? []) {
    whereKey(knex, query, resolvedQuery, only);
  }
}

/** Filters to items of people in departments or their descendants. */
function whereInDepartments(
  knex: Knex,
  query: Knex.QueryBuilder,
  {
    workspace_id,
    filters: { department_ids: departments },
  }: Pick<ResolvedQuery, 'workspace_id' | 'filters'>,
): void {
  if (!departments) {
    return;
  }
  const some = departments.filter(id => id !== null);
  const selectAssignedItems = (inThem: (staff: Knex.QueryBuilder) => void) =>
    knex('work_item_assignees')
      .join('staff', 'staff.user_ref', 'work_item_assignees.user_ref')
      .select('work_item_assignees.work_item_id')
      .whereNull('staff.deleted_at')
      // Uses a parameter: with the item's column, SQLite would scan the whole table for each item.
      .where('staff.workspace_id', workspace_id)
      .modify(inThem);
  query.where(any => {
    any.whereIn(
      'work_items.id',
      selectAssignedItems(staff =>
        staff.whereIn('staff.department_id', selectSubtree(knex, some)),
      ),
    );
    if (some.length < departments.length) {
      any.orWhereNotIn(
        'work_items.id',
        selectAssignedItems(staff => staff.whereNotNull('staff.department_id')),
      );
    }
  });
}

/** Filters to items that the metric counts at all. */
function filterByMetric(
  knex: Knex,
  query: Knex.QueryBuilder,
  { metric, today, weekStart }: ResolvedQuery,
): Knex.QueryBuilder {
  const whereStateGroups = (groups: readonly string[]) =>
    query.whereIn(
      'work_items.state_id',
      knex('work_states')
        .select('id')
        .whereIn('group', [...groups]),
    );
  const date = 'work_items.target_date';
  switch (metric) {
    case 'throughput':
    case 'completed':
      return query.whereNotNull('work_items.completed_at');
    case 'cycle_time_hours':
      return query
        .whereNotNull('work_items.completed_at')
        .whereNotNull('work_items.started_at');
    case 'pending':
      return whereStateGroups(['backlog', 'unstarted']);
    case 'in_progress':
      return whereStateGroups(['started']);
    case 'due_today':
      return whereStateGroups(OPEN_GROUPS).where(date, today);
    case 'due_this_week': {
      const start = getWeekStart(today, weekStart);
      const end = addDays(start, 6);
      return whereStateGroups(OPEN_GROUPS).whereBetween(date, [start, end]);
    }
    case 'overdue':
      return whereStateGroups(OPEN_GROUPS).where(date, '<', today);
    default:
      return query;
  }
}

function whereInGroups(
  knex: Knex,
  query: Knex.QueryBuilder,
  groups: readonly StateGroup[],
): Knex.QueryBuilder {
  return query.whereIn(
    'work_items.state_id',
    knex('work_states')
      .select('id')
      .whereIn('group', [...groups]),
  );
}

/** Filters to items of one bar or group. */
function whereKey(
  knex: Knex,
  query: Knex.QueryBuilder,
  resolvedQuery: ResolvedQuery,
  { axis, key }: AxisKey,
): void {
  if (isItemColumn(manyOfItems, axis)) {
    const { table, idColumn, value } = manyOfItems[axis];
    const having = knex(table).select(idColumn);
    if (key === NO_VALUE) {
      query.whereNotIn('work_items.id', having);
    } else {
      query.whereIn('work_items.id', having.where(value, key));
    }
  } else if (axis === 'STATE_GROUPS') {
    whereInGroups(knex, query, [key as StateGroup]);
  } else if (axis === 'PRIORITY') {
    query.where('work_items.priority', getPriorityRank(key as Priority));
  } else if (isItemColumn(columnsOfItems, axis)) {
    query.where(columnsOfItems[axis], key === NO_VALUE ? null : key);
  } else {
    whereInBucket(query, resolvedQuery, { axis, key });
  }
}

function whereInBucket(
  query: Knex.QueryBuilder,
  resolvedQuery: ResolvedQuery,
  { axis, key }: AxisKey,
): void {
  const column = isItemColumn(daysOfItems, axis)
    ? daysOfItems[axis]
    : instantsOfItems[axis as keyof typeof instantsOfItems];
  if (key === NO_VALUE) {
    query.whereNull(column);
    return;
  }
  const { start, end } = getBucketDays(key, resolvedQuery);
  if (isItemColumn(daysOfItems, axis)) {
    query.whereBetween(column, [start, end]);
  } else {
    const { from, to } = toInstantRange(start, end, resolvedQuery.zone);
    query
      .where(column, '>=', new Date(from!))
      .where(column, '<', new Date(to!));
  }
}
