import {
  WorkItemCounts,
  WorkItemFilters,
  WorkItemOrder,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isId } from '../../../http/cursor';
import {
  ProjectViewer,
  whereProjectVisible,
} from '../../../core/projects/whereProjectVisible';
import { whereFollowed } from '../../notifications/following/whereFollowed';
import { isOrderKey, OrderKey, orderOfWorkItems } from './orderOfWorkItems';
import { readWorkItems, withItemNames } from './readWorkItems';
import { whereWorkItem } from './whereWorkItem';
import { WorkItemRow } from './WorkItemRow';

/** Nobody pages through more, and counting them would take longer than reading. */
const MOST_COUNTED = 10_000;

/** Which items a list, or a count, is about. */
export interface WorkItemFilter {
  workspace_id: string;
  /** One project; else all. Of either, what the viewer may see. */
  project_id?: string;
  viewer: ProjectViewer;
  filters: WorkItemFilters;
  /** Whose days instants are compared with. */
  zone: string;
  /** Only what this person has chosen to follow. */
  followed_by?: string;
  /** Leaves fewer of them, for who lists what was counted. */
  narrow?: (items: Knex.QueryBuilder) => void;
}

/** Where a list of items goes on: also under which order it was made. */
export type WorkItemPosition = [
  order: WorkItemOrder,
  key: string | number,
  id: string,
];

/** An item in a list. */
export interface ListedWorkItem {
  item: WorkItemRow;
  position: WorkItemPosition;
}

/** Lists of work items, and how many there are of them. */
export class WorkItemReadModel {
  constructor(private readonly knex: Knex) {}

  /** Items in order, from behind a position on. */
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
    const key = orderOfWorkItems(knex, paging.order_by, search);
    const { sql, direction } = key;
    const query = withItemNames(this.found(filter))
      .select(knex.raw(`${sql} AS sort_key`))
      .orderByRaw(`${sql} ${direction}, work_items.id ${direction}`)
      .limit(paging.limit);
    if (paging.after) {
      const [, value, id] = paging.after;
      query.whereRaw(
        `(${sql}, work_items.id) ${direction === 'asc' ? '>' : '<'} (?, ?)`,
        [key.type === 'instant' ? new Date(value) : value, id],
      );
    }
    const rows: any[] = await query;
    const items = await readWorkItems(knex, rows);
    return items.map((item, index) => ({
      item,
      position: [paging.order_by, toCursor(key, rows[index].sort_key), item.id],
    }));
  }

  /** What is a position of a list: it goes on in the order it was made in. */
  positionsIn(order: WorkItemOrder) {
    const key = orderOfWorkItems(this.knex, order);
    return (position: unknown): position is WorkItemPosition =>
      Array.isArray(position) &&
      position.length === 3 &&
      position[0] === order &&
      isOrderKey(key, position[1]) &&
      isId(position[2]);
  }

  /** How many items `list` goes through; undefined for very many. */
  async count(filter: WorkItemFilter): Promise<number | undefined> {
    const some = this.found(filter)
      .select('work_items.id')
      .limit(MOST_COUNTED + 1)
      .as('some');
    const [row] = await this.knex.from(some).count({ count: '*' });
    const count = Number(row.count);
    return count > MOST_COUNTED ? undefined : count;
  }

  /** How many there are in each state. */
  async counts(filter: WorkItemFilter): Promise<WorkItemCounts['by_state']> {
    const rows = await this.found(filter)
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

  private found(filter: WorkItemFilter): Knex.QueryBuilder {
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

/** A key as a cursor keeps it; large numbers come as texts. */
function toCursor({ type }: OrderKey, key: unknown): string | number {
  if (type === 'instant') {
    return new Date(key as Date | number).getTime();
  }
  return type === 'text' ? String(key) : Number(key);
}
