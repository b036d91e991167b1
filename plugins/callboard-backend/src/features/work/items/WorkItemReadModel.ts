import {
  WorkItemCounts,
  WorkItemFilters,
  WorkItemOrder,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { createTupleGuard, selectPage } from '../../../database/paging';
import { countRows } from '../../../database/statements';
import {
  ProjectViewer,
  whereProjectVisible,
} from '../../../access/visibility/whereProjectVisible';
import { whereFollowed } from '../../notifications/following/SubscriptionLevels';
import { OrderKey, getOrderKey } from './getOrderKey';
import { readWorkItems, joinWorkItemNames, WorkItemRow } from './WorkItemRow';
import { whereWorkItem } from './whereWorkItem';

/** The maximum number of items that are counted. Counting more takes longer than reading a page. */
const MAX_COUNTED = 10_000;

/** Selects the items of a list or a count. */
export interface WorkItemFilter {
  workspace_id: string;
  /** One project, or undefined for all. Limited to the projects that the viewer may see. */
  project_id?: string;
  viewer: ProjectViewer;
  filters: WorkItemFilters;
  /** The time zone in which instants are converted to days. */
  zone: string;
  /** Restricts the result to items that this user has chosen to follow. */
  followed_by?: string;
  /** Adds further conditions, such as those of a dashboard widget. */
  narrow?: (items: Knex.QueryBuilder) => void;
}

/** The cursor of a list of items. It includes the order of the list. */
type WorkItemPosition = [
  order: WorkItemOrder,
  key: string | number,
  id: string,
];

interface ListedWorkItem {
  item: WorkItemRow;
  position: WorkItemPosition;
}

export class WorkItemReadModel {
  constructor(private readonly knex: Knex) {}

  /** Lists items in order, after a cursor. */
  async list(
    filter: WorkItemFilter,
    paging: {
      order_by: WorkItemOrder;
      after?: WorkItemPosition;
      limit: number;
    },
  ): Promise<ListedWorkItem[]> {
    const { knex } = this;
    const { search } = filter.filters;
    const { order_by, after, limit } = paging;
    const key = getOrderKey(knex, order_by, search);
    const { sql, direction, type } = key;
    const toSqlValue = (value: string | number) =>
      type === 'milliseconds' ? new Date(value) : value;
    const rows: any[] = await selectPage(
      joinWorkItemNames(this.selectFilteredItems(filter)).select(
        knex.raw(`${sql} AS sort_key`),
      ),
      [sql, 'work_items.id'],
      { after: after && [toSqlValue(after[1]), after[2]], limit, direction },
    );
    const items = await readWorkItems(knex, rows);
    return items.map((item, index) => ({
      item,
      position: [order_by, toCursor(key, rows[index].sort_key), item.id],
    }));
  }

  /** Returns a type guard for cursors of this order. */
  createPositionGuard(order: WorkItemOrder) {
    return createTupleGuard<WorkItemPosition>(
      value => value === order,
      getOrderKey(this.knex, order).type,
      'id',
    );
  }

  /** Counts the items that `list` returns; undefined above `MAX_COUNTED`. */
  async count(filter: WorkItemFilter): Promise<number | undefined> {
    const limited = this.selectFilteredItems(filter)
      .select('work_items.id')
      .limit(MAX_COUNTED + 1)
      .as('limited');
    const count = await countRows(this.knex.from(limited));
    return count > MAX_COUNTED ? undefined : count;
  }

  async countByState(
    filter: WorkItemFilter,
  ): Promise<WorkItemCounts['by_state']> {
    const rows = await this.selectFilteredItems(filter)
      .join('work_states', 'work_states.id', 'work_items.state_id')
      .select('work_items.state_id', 'work_states.group as state_group')
      .count({ count: '*' })
      .groupBy(
        'work_items.state_id',
        'work_states.group',
        'work_states.sequence',
      )
      .orderBy('work_states.sequence');
    return rows.map(({ state_id, state_group, count }: any) => ({
      state_id,
      state_group,
      count: Number(count),
    }));
  }

  private selectFilteredItems(filter: WorkItemFilter): Knex.QueryBuilder {
    const { workspace_id, project_id, viewer, filters, zone } = filter;
    const { followed_by, narrow } = filter;
    const query = this.knex('work_items').whereNull('work_items.deleted_at');
    narrow?.(query);
    if (followed_by !== undefined) {
      whereFollowed(this.knex, query, followed_by);
    }
    const visible = whereProjectVisible(
      this.knex('projects')
        .select('projects.id')
        .where('projects.workspace_id', workspace_id)
        .whereNull('projects.deleted_at'),
      viewer,
    );
    if (project_id) {
      query.where('work_items.project_id', project_id);
      visible.where('projects.id', project_id);
    } else {
      query.where('work_items.workspace_id', workspace_id);
    }
    query.whereIn('work_items.project_id', visible);
    return whereWorkItem(this.knex, query, filters, zone);
  }
}

/** Converts a sort key for a cursor. Databases return large numbers as text. */
function toCursor({ type }: OrderKey, key: unknown): string | number {
  if (type === 'milliseconds') {
    return new Date(key as Date | number).getTime();
  }
  return type === 'text' ? String(key) : Number(key);
}
