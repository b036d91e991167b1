import {
  DayRange,
  NO_VALUE,
  NONE,
  NumberAxisName,
  Priority,
  StateGroup,
  WidgetFilters,
  WorkItemFilters,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { inListSql } from '../../../../database/bulk';
import {
  toInstantRange,
  getWeekStart,
  addDays,
} from '../../../../database/zones';
import { selectSubtree } from '../../../departments/departmentSql';
import { getPriorityRank } from '../../../work/items/WorkItemRow';
import { OPEN_GROUPS } from '../../../work/settings/Workflows';
import { getBucketDays } from '../buckets';
import { AxisKey, MetricViewer, ResolvedQuery } from '../ResolvedQuery';
import { isTimeQuery, selectCountedProjects } from '../countedProjects';
import { ManyValues } from './NumberSource';

type AxisRecord<Value> = Partial<Record<NumberAxisName, Value>>;

/** The axes with one value per item, and their columns. */
export const itemColumns = {
  STATES: 'work_items.state_id',
  ESTIMATE_POINTS: 'work_items.estimate_points',
  CYCLES: 'work_items.cycle_id',
  MODULES: 'work_items.module_id',
  PRIORITY: 'work_items.priority',
  CREATED_BY: 'work_items.created_by',
  SOURCE: 'work_items.source',
  PROJECT: 'work_items.project_id',
} as const satisfies AxisRecord<string>;

/** The axes with several values per item, and their tables. */
export const multiValueTables = {
  ASSIGNEES: {
    table: 'work_item_assignees',
    idColumn: 'work_item_id',
    valueColumn: 'user_ref',
  },
  LABELS: {
    table: 'work_item_labels',
    idColumn: 'work_item_id',
    valueColumn: 'label_id',
  },
} as const satisfies AxisRecord<ManyValues>;

/** The axes with a date, and their columns. */
export const dayColumns = {
  START_DATE: 'work_items.start_date',
  TARGET_DATE: 'work_items.target_date',
} as const satisfies AxisRecord<string>;

/** The axes with an instant, and their columns. */
export const instantColumns = {
  CREATED_AT: 'work_items.created_at',
  COMPLETED_AT: 'work_items.completed_at',
} as const satisfies AxisRecord<string>;

export function hasAxis<Axes extends object>(
  axes: Axes,
  axis: NumberAxisName,
): axis is NumberAxisName & keyof Axes {
  return axis in axes;
}

/** The item list's filter for each widget filter. The item list expects `none` instead of null. */
const listFilterNames = {
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

const dateFields: Partial<Record<NumberAxisName, string>> = {
  CREATED_AT: 'created_at',
  START_DATE: 'start_date',
  TARGET_DATE: 'target_date',
  COMPLETED_AT: 'completed_at',
};

/**
 * Converts a widget's query to filters of the item list. A range applies to the query's `date`,
 * else to the date on an axis, else to the creation date.
 */
export function toWorkItemFilters(
  { filters, date, x_axis, group_by }: ResolvedQuery,
  range: DayRange | undefined,
): WorkItemFilters {
  const listFilters: Record<string, unknown> = {};
  for (const [name, filter] of Object.entries(listFilterNames)) {
    const values = filters[name as keyof typeof listFilterNames];
    if (values) {
      listFilters[filter] = values.map(value => value ?? NONE);
    }
  }
  if (filters.state_groups) {
    listFilters.state_group = filters.state_groups.filter(
      group => group !== null,
    );
  }
  if (range) {
    const [field = 'created_at'] = [date ?? null, x_axis, group_by].flatMap(
      axis => (axis && dateFields[axis]) || [],
    );
    listFilters[`${field}_from`] = range.start;
    listFilters[`${field}_to`] = range.end;
  }
  return listFilters as WorkItemFilters;
}

/**
 * Filters to items that the viewer may see, and applies the parts of a query that the filters of
 * the item list cannot express. Excludes items in triage.
 */
export function narrowItems(
  knex: Knex,
  query: Knex.QueryBuilder,
  resolvedQuery: ResolvedQuery,
  {
    work,
    time,
    projectIds,
  }: Pick<MetricViewer, 'work' | 'time' | 'projectIds'>,
): void {
  if (projectIds) {
    query.whereRaw(...inListSql(knex, 'work_items.project_id', projectIds));
  } else {
    query.whereIn(
      'work_items.project_id',
      selectCountedProjects(knex, resolvedQuery, work),
    );
  }
  if (time.permitted && isTimeQuery(resolvedQuery)) {
    query.whereRaw(...inListSql(knex, 'work_items.project_id', time.permitted));
  }
  query.whereNotIn(
    'work_items.state_id',
    knex('work_states').select('id').where('group', 'triage'),
  );
  whereInDepartments(knex, query, resolvedQuery);
  filterByMetric(knex, query, resolvedQuery);
  for (const axisKey of resolvedQuery.selectedKeys ?? []) {
    whereKey(knex, query, resolvedQuery, axisKey);
  }
}

/**
 * Filters to items with an assignee in one of some departments or their descendants. A null
 * department matches items without an assignee in any department.
 */
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
  const departmentIds = departments.filter(id => id !== null);
  const selectAssignedItems = (
    narrowStaff: (staff: Knex.QueryBuilder) => void,
  ) =>
    knex('work_item_assignees')
      .join('staff', 'staff.user_ref', 'work_item_assignees.user_ref')
      .select('work_item_assignees.work_item_id')
      .whereNull('staff.deleted_at')
      // Compares with a constant. With the item's column, SQLite would scan the table per item.
      .where('staff.workspace_id', workspace_id)
      .modify(narrowStaff);
  query.where(either => {
    either.whereIn(
      'work_items.id',
      selectAssignedItems(staff =>
        staff.whereIn(
          'staff.department_id',
          selectSubtree(knex, departmentIds),
        ),
      ),
    );
    if (departmentIds.length < departments.length) {
      either.orWhereNotIn(
        'work_items.id',
        selectAssignedItems(staff => staff.whereNotNull('staff.department_id')),
      );
    }
  });
}

function filterByMetric(
  knex: Knex,
  query: Knex.QueryBuilder,
  { metric, today, weekStart }: ResolvedQuery,
): Knex.QueryBuilder {
  const whereGroups = (groups: readonly StateGroup[]) =>
    whereInGroups(knex, query, groups);
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
      return whereGroups(['backlog', 'unstarted']);
    case 'in_progress':
      return whereGroups(['started']);
    case 'due_today':
      return whereGroups(OPEN_GROUPS).where(date, today);
    case 'due_this_week': {
      const start = getWeekStart(today, weekStart);
      const end = addDays(start, 6);
      return whereGroups(OPEN_GROUPS).whereBetween(date, [start, end]);
    }
    case 'overdue':
      return whereGroups(OPEN_GROUPS).where(date, '<', today);
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

function whereKey(
  knex: Knex,
  query: Knex.QueryBuilder,
  resolvedQuery: ResolvedQuery,
  { axis, key }: AxisKey,
): void {
  if (hasAxis(multiValueTables, axis)) {
    const { table, idColumn, valueColumn } = multiValueTables[axis];
    const itemIds = knex(table).select(idColumn);
    if (key === NO_VALUE) {
      query.whereNotIn('work_items.id', itemIds);
    } else {
      query.whereIn('work_items.id', itemIds.where(valueColumn, key));
    }
  } else if (axis === 'STATE_GROUPS') {
    whereInGroups(knex, query, [key as StateGroup]);
  } else if (axis === 'PRIORITY') {
    query.where('work_items.priority', getPriorityRank(key as Priority));
  } else if (hasAxis(itemColumns, axis)) {
    query.where(itemColumns[axis], key === NO_VALUE ? null : key);
  } else {
    whereInBucket(query, resolvedQuery, { axis, key });
  }
}

function whereInBucket(
  query: Knex.QueryBuilder,
  resolvedQuery: ResolvedQuery,
  { axis, key }: AxisKey,
): void {
  const column = hasAxis(dayColumns, axis)
    ? dayColumns[axis]
    : instantColumns[axis as keyof typeof instantColumns];
  if (key === NO_VALUE) {
    query.whereNull(column);
    return;
  }
  const { start, end } = getBucketDays(key, resolvedQuery);
  if (hasAxis(dayColumns, axis)) {
    query.whereBetween(column, [start, end]);
  } else {
    const { from, to } = toInstantRange(start, end, resolvedQuery.zone);
    query
      .where(column, '>=', new Date(from!))
      .where(column, '<', new Date(to!));
  }
}
