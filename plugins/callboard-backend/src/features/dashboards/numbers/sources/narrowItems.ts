import {
  NO_VALUE,
  Priority,
  StateGroup,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { inListSql } from '../../../../database/bulk';
import { toInstantRange } from '../../../../database/zones';
import { selectSubtree } from '../../../departments/departmentSql';
import { getWeekStart, addDays } from '../../../time/rules/workingDays';
import { getPriorityRank } from '../../../work/items/WorkItemRow';
import { OPEN_GROUPS } from '../../../work/settings/Workflows';
import { getBucketDays } from '../buckets';
import { AxisKey, MetricViewer, ResolvedQuery } from '../ResolvedQuery';
import { selectCountedProjects } from './selectCountedProjects';
import {
  columnsOfItems,
  daysOfItems,
  instantsOfItems,
  isItemColumn,
  manyOfItems,
} from './itemColumns';

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
