import {
  StateGroup,
  stateGroup,
  WorkItemCounts,
  WorkItemFilters,
  WorkItemOrder,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { RequestContext } from '../../../access/Caller';
import {
  ProjectViewer,
  toProjectViewer,
  whereProjectVisible,
} from '../../../access/visibility/whereProjectVisible';
import {
  createTupleGuard,
  PageQuery,
  readPage,
  selectPage,
} from '../../../database/paging';
import { countRows } from '../../../database/statements';
import { whereFollowed } from '../../notifications/following/SubscriptionLevels';
import { getOrderKey, OrderKey } from './getOrderKey';
import { whereWorkItem } from './whereWorkItem';
import {
  joinWorkItemNames,
  readWorkItems,
  toWorkItemResponse,
} from './WorkItemRow';

const DEFAULT_ORDER: WorkItemOrder = '-created_at';

/** The maximum number of items that are counted. Counting more takes longer than reading a page. */
const MAX_COUNTED = 10_000;

/** Restricts a list of the items that a user can see. */
interface ListScope {
  /** One project; all projects if undefined. */
  project_id?: string;
  /** Restricts the result to items that this user has chosen to follow. */
  followed_by?: string;
  /** Adds further conditions, such as those of a dashboard widget. */
  narrow?: (items: Knex.QueryBuilder) => void;
}

/** Selects the items of a list or a count. */
interface WorkItemFilter extends ListScope {
  workspace_id: string;
  viewer: ProjectViewer;
  filters: WorkItemFilters;
  /** The time zone in which instants are converted to days. */
  zone: string;
}

/** The cursor of a list of items. It includes the order of the list. */
type WorkItemPosition = [
  order: WorkItemOrder,
  key: string | number,
  id: string,
];

/** Lists and counts the work items that a user can see. */
export class WorkItemReader {
  constructor(private readonly knex: Knex) {}

  /** Lists the items of a project, or of all projects that the caller may see. */
  async list(
    context: RequestContext,
    scope: ListScope,
    query: WorkItemFilters & PageQuery & { order_by?: WorkItemOrder },
  ) {
    const { knex } = this;
    const { order_by = DEFAULT_ORDER, cursor, limit, ...filters } = query;
    const filter = createFilter(context, scope, filters);
    const key = getOrderKey(knex, order_by, filters.search);
    const isPosition = createTupleGuard<WorkItemPosition>(
      value => value === order_by,
      key.type,
      'id',
    );
    const { items, next_cursor } = await readPage(
      { cursor, limit },
      isPosition,
      {
        list: (after, size) => this.listPage(filter, key, after, size),
        getPosition: ({ item, sort_key }): WorkItemPosition => [
          order_by,
          toCursor(key, sort_key),
          item.id,
        ],
      },
    );
    // Counts only if there are other pages, because counting takes as long as searching.
    const isOnlyPage = cursor === undefined && next_cursor === null;
    return {
      items: items.map(({ item }) => toWorkItemResponse(item)),
      next_cursor,
      total: isOnlyPage ? items.length : await this.count(filter),
    };
  }

  async countByState(
    context: RequestContext,
    project_id: string,
    filters: WorkItemFilters,
  ): Promise<WorkItemCounts> {
    const filter = createFilter(context, { project_id }, filters);
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
    const by_state: WorkItemCounts['by_state'] = rows.map(
      ({ count, ...state }: any) => ({ ...state, count: Number(count) }),
    );
    const sumCounts = (group?: StateGroup) =>
      by_state
        .filter(({ state_group }) => !group || state_group === group)
        .reduce((sum, { count }) => sum + count, 0);
    return {
      total: sumCounts(),
      by_state,
      by_state_group: Object.fromEntries(
        stateGroup.options.map(group => [group, sumCounts(group)]),
      ) as WorkItemCounts['by_state_group'],
    };
  }

  private async listPage(
    filter: WorkItemFilter,
    { sql, direction, type }: OrderKey,
    after: WorkItemPosition | undefined,
    limit: number,
  ) {
    const { knex } = this;
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
      sort_key: rows[index].sort_key,
    }));
  }

  /** Counts the items of a list; undefined above `MAX_COUNTED`. */
  private async count(filter: WorkItemFilter): Promise<number | undefined> {
    const limited = this.selectFilteredItems(filter)
      .select('work_items.id')
      .limit(MAX_COUNTED + 1)
      .as('limited');
    const count = await countRows(this.knex.from(limited));
    return count > MAX_COUNTED ? undefined : count;
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

function createFilter(
  context: RequestContext,
  scope: ListScope,
  filters: WorkItemFilters,
): WorkItemFilter {
  const { workspace } = context;
  return {
    ...scope,
    workspace_id: workspace.id,
    viewer: toProjectViewer(context),
    filters,
    zone: filters.tz ?? workspace.timezone,
  };
}

/** Converts a sort key for a cursor. Databases return large numbers as text. */
function toCursor({ type }: OrderKey, key: unknown): string | number {
  if (type === 'milliseconds') {
    return new Date(key as Date | number).getTime();
  }
  return type === 'text' ? String(key) : Number(key);
}
