import { parseEntityRef } from '@backstage/catalog-model';
import {
  DayRange,
  ListedItem,
  MAX_LISTED_ITEMS,
  NumberAxisName,
  WidgetItems,
  WorkItemOrder,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { groupBy } from 'lodash';
import { inListSql } from '../../../../database/bulk';
import { epochMsSql } from '../../../../database/dialect';
import { getOrderKey } from '../../../work/items/getOrderKey';
import { formatItemIdentifier } from '../../../work/items/WorkItemRow';
import { whereWorkItem } from '../../../work/items/whereWorkItem';
import {
  createDateTranslation,
  createDayNumberTranslation,
  instantDaySql,
} from '../buckets';
import { MetricViewer, ResolvedQuery } from '../ResolvedQuery';
import { NumberSource, MetricSql, ValueSql } from './NumberSource';
import {
  itemColumns,
  dayColumns,
  instantColumns,
  hasAxis,
  multiValueTables,
  narrowItems,
  toWorkItemFilters,
} from './itemFilters';

const LOGGED_MINUTES = `(SELECT sum(worklogs.duration_minutes) FROM worklogs
  WHERE worklogs.work_item_id = work_items.id AND worklogs.deleted_at IS NULL)`;

const getStateGroupSql = (id: string) =>
  `(SELECT "group" FROM work_states WHERE work_states.id = ${id})`;

/** Builds a query for the items that a metric counts, without selected columns. */
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

/** The source for work items. Counts the items that lists show, except items in triage. */
export const countedWorkItems: NumberSource = {
  id: 'work_items.id',

  selectCountedRows(...args) {
    return [selectCountedItems(...args)];
  },

  getAxisValueSql(knex, name, resolvedQuery): ValueSql {
    if (hasAxis(multiValueTables, name)) {
      return { many: multiValueTables[name] };
    }
    if (hasAxis(dayColumns, name)) {
      return {
        sql: dayColumns[name],
        translate: createDateTranslation(knex, resolvedQuery),
      };
    }
    if (hasAxis(instantColumns, name)) {
      return {
        sql: instantDaySql(knex, instantColumns[name], resolvedQuery.zone),
        translate: createDayNumberTranslation(knex, resolvedQuery),
      };
    }
    return name === 'STATE_GROUPS'
      ? { sql: 'work_items.state_id', translate: getStateGroupSql }
      : { sql: itemColumns[name as keyof typeof itemColumns] };
  },

  getMetricSql(knex, { metric }): MetricSql {
    switch (metric) {
      case 'estimate_points':
        return { aggregate: 'sum', sql: 'work_items.estimate_points' };
      case 'estimate_minutes':
        return { aggregate: 'sum', sql: 'work_items.estimate_time' };
      case 'logged_minutes':
        return { aggregate: 'sum', sql: LOGGED_MINUTES };
      case 'remaining_minutes': {
        const remaining = `work_items.estimate_time - coalesce(${LOGGED_MINUTES}, 0)`;
        return {
          aggregate: 'sum',
          sql: `CASE WHEN ${remaining} > 0 THEN ${remaining} END`,
        };
      }
      case 'people':
        return {
          aggregate: 'distinct',
          value: { many: multiValueTables.ASSIGNEES },
        };
      case 'cycle_time_hours': {
        const end = epochMsSql(knex, 'work_items.completed_at');
        const start = epochMsSql(knex, 'work_items.started_at');
        return { aggregate: 'median', sql: `(${end} - ${start}) / 3600000.0` };
      }
      default:
        return { aggregate: 'count' };
    }
  },
};

/** SQL for the value that each item adds to a sum. */
export function measureSql(knex: Knex, resolvedQuery: ResolvedQuery): string {
  const metric = countedWorkItems.getMetricSql(knex, resolvedQuery);
  return metric.aggregate === 'sum' ? `coalesce(${metric.sql}, 0)` : '1';
}

/** The order of listed items, by the axis to which the range applies. Others sort by due date. */
const listOrders: Partial<Record<NumberAxisName, WorkItemOrder>> = {
  START_DATE: 'start_date',
  CREATED_AT: '-created_at',
  COMPLETED_AT: '-completed_at',
};

/**
 * Lists the items that a widget shows. Runs one statement for the items, one for their assignees,
 * and one to count the items if not all are listed. The database index for boards covers most
 * filters and the order by due date.
 */
export async function listItems(
  knex: Knex,
  resolvedQuery: ResolvedQuery,
  viewer: MetricViewer,
): Promise<Omit<WidgetItems, 'computed_at'>> {
  const { x_axis, range, limit = MAX_LISTED_ITEMS } = resolvedQuery;
  const order = (x_axis && listOrders[x_axis]) || 'target_date';
  const { sql, direction } = getOrderKey(knex, order);
  const countedItems = selectCountedItems(knex, resolvedQuery, viewer, range);
  const rows: any[] = await countedItems
    .clone()
    .join('projects', 'projects.id', 'work_items.project_id')
    .join('work_states', 'work_states.id', 'work_items.state_id')
    .select(
      'work_items.id',
      'work_items.project_id',
      'work_items.number',
      'work_items.title',
      'work_items.target_date',
      'projects.identifier',
      'work_states.name as state_name',
      'work_states.color as state_color',
      'work_states.group as state_group',
    )
    .orderByRaw(`${sql} ${direction}, work_items.id ${direction}`)
    .limit(limit + 1);
  const listedRows = rows.slice(0, limit);
  const getAssignees = await readAssignees(
    knex,
    listedRows.map(({ id }) => id),
  );
  const items = listedRows.map(
    ({ identifier, number, ...item }): ListedItem => ({
      ...item,
      identifier: formatItemIdentifier(identifier, number),
      assignees: getAssignees(item.id),
    }),
  );
  if (rows.length <= limit) {
    return { items, total: items.length };
  }
  const [{ total }] = await countedItems.count({ total: '*' });
  return { items, total: Number(total), truncated: true };
}

/** Reads the assignees of items; returns a getter by item. */
async function readAssignees(
  knex: Knex,
  ids: readonly string[],
): Promise<(id: string) => ListedItem['assignees']> {
  const rows: any[] =
    ids.length === 0
      ? []
      : await knex('work_item_assignees')
          .leftJoin('people', 'people.user_ref', 'work_item_assignees.user_ref')
          .select(
            'work_item_assignees.work_item_id',
            'work_item_assignees.user_ref',
            'people.display_name',
          )
          .whereRaw(...inListSql(knex, 'work_item_assignees.work_item_id', ids))
          .orderBy('work_item_assignees.user_ref');
  const rowsByItem = groupBy(rows, 'work_item_id');
  return id =>
    (rowsByItem[id] ?? []).map(({ user_ref, display_name }) => ({
      user_ref,
      name: display_name ?? parseEntityRef(user_ref).name,
    }));
}
