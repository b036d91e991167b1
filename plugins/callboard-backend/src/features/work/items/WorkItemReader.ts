import {
  StateGroup,
  stateGroup,
  WorkItemCounts,
  WorkItemFilters,
  WorkItemOrder,
} from '@callboard/plugin-callboard-common';
import { RequestContext } from '../../../access/Caller';
import { readPage, PageQuery } from '../../../database/paging';
import { toProjectViewer } from '../../../access/visibility/whereProjectVisible';
import { WorkItemFilter, WorkItemReadModel } from './WorkItemReadModel';
import { toWorkItemResponse } from './WorkItemRow';

const DEFAULT_ORDER: WorkItemOrder = '-created_at';

/** Lists and counts the work items that a user can see. */
export class WorkItemReader {
  constructor(private readonly readModel: WorkItemReadModel) {}

  /** Lists the items of a project, or of all projects that the caller may see. */
  async list(
    context: RequestContext,
    scope: Pick<WorkItemFilter, 'project_id' | 'followed_by' | 'narrow'>,
    query: WorkItemFilters & PageQuery & { order_by?: WorkItemOrder },
  ) {
    const { readModel } = this;
    const { order_by = DEFAULT_ORDER, cursor, limit, ...filters } = query;
    const filter = createFilter(context, scope, filters);
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
    // Counts only if there are other pages, because counting takes as long as searching.
    const isOnlyPage = cursor === undefined && next_cursor === null;
    return {
      items: items.map(({ item }) => toWorkItemResponse(item)),
      next_cursor,
      total: isOnlyPage ? items.length : await readModel.count(filter),
    };
  }

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
  scope: Pick<WorkItemFilter, 'project_id' | 'followed_by' | 'narrow'>,
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
