import { parseEntityRef } from '@backstage/catalog-model';
import {
  ListedItem,
  MAX_LISTED_ITEMS,
  NumberAxisName,
  WidgetItems,
  WorkItemOrder,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { groupBy } from 'lodash';
import { inListSql } from '../../../database/bulk';
import { getOrderKey } from '../../work/items/getOrderKey';
import { formatItemIdentifier } from '../../work/items/WorkItemRow';
import { MetricViewer, ResolvedQuery } from './ResolvedQuery';
import { selectCountedItems } from './sources/workItems';

/** The order of lists whose range is not about due dates. */
const orders: Partial<Record<NumberAxisName, WorkItemOrder>> = {
  START_DATE: 'start_date',
  CREATED_AT: '-created_at',
  COMPLETED_AT: '-completed_at',
};

/**
 * Lists the items of a query: one query for the items, one for their assignees, and one to count
 * the items if not all are listed. The index of the board covers most filters and the order by due
 * date.
 */
export async function listItems(
  knex: Knex,
  resolvedQuery: ResolvedQuery,
  viewer: MetricViewer,
): Promise<Omit<WidgetItems, 'computed_at'>> {
  const { x_axis, range, limit = MAX_LISTED_ITEMS } = resolvedQuery;
  const order = (x_axis && orders[x_axis]) || 'target_date';
  const { sql, direction } = getOrderKey(knex, order);
  const found = selectCountedItems(knex, resolvedQuery, viewer, range);
  const rows: any[] = await found
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
  const listed = rows.slice(0, limit);
  const assigneesByItem = await readAssignees(
    knex,
    listed.map(({ id }) => id),
  );
  const items = listed.map(
    ({ identifier, number, ...item }): ListedItem => ({
      ...item,
      identifier: formatItemIdentifier(identifier, number),
      assignees: assigneesByItem(item.id),
    }),
  );
  if (rows.length <= limit) {
    return { items, total: items.length };
  }
  const [{ total }] = await found.count({ total: '*' });
  return { items, total: Number(total), truncated: true };
}

/** Reads the assignees of items. */
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
  const byItem = groupBy(rows, 'work_item_id');
  return id =>
    (byItem[id] ?? []).map(({ user_ref, display_name }) => ({
      user_ref,
      name: display_name ?? parseEntityRef(user_ref).name,
    }));
}
