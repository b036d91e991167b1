import { Estimate, EstimateGrouping } from '@callboard/plugin-callboard-common';
import { ProjectRow } from '../../../access/Caller';
import { NO_ID } from '../../../database/ids';
import { isId, readPage } from '../../../database/paging';
import { formatItemIdentifier } from '../../work/items/WorkItemRow';
import { EstimatedItem, EstimateReadModel } from './EstimateReadModel';

type Position = [grouping: EstimateGrouping, id: string];

const createPositionGuard =
  (grouping: EstimateGrouping) =>
  (position: unknown): position is Position =>
    Array.isArray(position) &&
    position.length === 2 &&
    position[0] === grouping &&
    isId(position[1]);

/** Compares estimates with logged time. */
export class Estimates {
  constructor(private readonly readModel: EstimateReadModel) {}

  /** Lists the comparison for a project by item, cycle or module, newest first. */
  async list(
    project: ProjectRow,
    { by, ...query }: { by: EstimateGrouping; cursor?: string; limit: number },
  ) {
    const { count, ...totals } = await this.readModel.readEstimateTotals(
      project.id,
    );
    const groups =
      by === 'work_item'
        ? undefined
        : await this.listGroupEstimates(project, by);
    const page = await readPage(query, createPositionGuard(by), {
      list: async (after, limit) =>
        groups
          ? groups
              .filter(({ id }) => !after || (id ?? NO_ID) < after[1])
              .slice(0, limit)
          : (
              await this.readModel.listEstimatedItems(project.id, {
                after: after?.[1],
                limit,
              })
            ).map(item => ({
              id: item.id,
              estimate: toItemEstimate(project, item),
            })),
      getPosition: ({ id }): Position => [by, id ?? NO_ID],
    });
    return {
      items: page.items.map(({ estimate }) => estimate),
      next_cursor: page.next_cursor,
      total: groups?.length ?? count,
      totals,
    };
  }

  private async listGroupEstimates(
    project: ProjectRow,
    grouping: 'cycle' | 'module',
  ): Promise<Array<{ id: string | null; estimate: Estimate }>> {
    const groups = await this.readModel.sumByGroup(project.id, grouping);
    return groups.map(({ id, isEstimated, ...sums }) => ({
      id,
      estimate: {
        ...(grouping === 'cycle' ? { cycle_id: id } : { module_id: id }),
        ...sums,
        estimate_minutes: isEstimated ? sums.estimate_minutes : null,
      },
    }));
  }
}

function toItemEstimate(project: ProjectRow, item: EstimatedItem): Estimate {
  const { estimate_time, logged } = item;
  const isEstimated = estimate_time !== null;
  return {
    work_item_id: item.id,
    identifier: formatItemIdentifier(project.identifier, item.number),
    name: item.title,
    estimate_minutes: estimate_time,
    logged_minutes: logged,
    remaining_minutes: Math.max(0, (estimate_time ?? logged) - logged),
    over_minutes: Math.max(0, logged - (estimate_time ?? logged)),
    unestimated_minutes: isEstimated ? 0 : logged,
  };
}
