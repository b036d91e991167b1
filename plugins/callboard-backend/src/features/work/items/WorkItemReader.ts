import {
  StateGroup,
  stateGroup,
  WorkItemCounts,
  WorkItemFilters,
  WorkItemOrder,
} from '@callboard/plugin-callboard-common';
import { RequestContext } from '../../../access/Caller';
import { readPage } from '../../../database/paging';
import { toProjectViewer } from '../../../access/visibility/whereProjectVisible';
import { WorkItemFilter, WorkItemReadModel } from './WorkItemReadModel';
import { toWorkItemResponse } from './WorkItemRow';

const NEWEST_FIRST: WorkItemOrder = '-created_at';

/** Lists of work items as people see them. */
export class WorkItemReader {
  constructor(private readonly readModel: WorkItemReadModel) {}

  /** The items of a project, or of all that the caller may see; newest first. */
  async list(
    context: RequestContext,
    among: Pick<WorkItemFilter, 'project_id' | 'followed_by' | 'narrow'>,
    query: WorkItemFilters & {
      cursor?: string;
      limit: number;
      order_by?: WorkItemOrder;
    },
  ) {
    const { readModel } = this;
    const { order_by = NEWEST_FIRST, cursor, limit, ...filters } = query;
    const filter = createFilter(context, among, filters);
    const page = await readPage(
      { cursor, limit },
      readModel.createPositionGuard(order_by),
      {
        list: (after, size) =>
          readModel.list(filter, { order_by, after, limit: size }),
        getPosition: ({ position }) => position,
      },
    );
    const { items, next_cursor } = page;
    // Counting takes as long as searching: only where one page is not all.
    const isAll = cursor === undefined && next_cursor === null;
    return {
      items: items.map(({ item }) => toWorkItemResponse(item)),
      next_cursor,
      total: isAll ? items.length : await readModel.count(filter),
    };
  }

  /** Counts the items by state. */
  async countByState(
    context: RequestContext,
    project_id: string,
    filters: WorkItemFilters,
  ): Promise<WorkItemCounts> {
    const by_state = await this.readModel.countByState(
      createFilter(context, { project_id }, filters),
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
}

function createFilter(
  context: RequestContext,
  among: Pick<WorkItemFilter, 'project_id' | 'followed_by' | 'narrow'>,
  filters: WorkItemFilters,
): WorkItemFilter {
  const { workspace } = context;
  return {
    ...among,
    workspace_id: workspace.id,
    viewer: toProjectViewer(context),
    filters,
    zone: filters.tz ?? workspace.timezone,
  };
}
