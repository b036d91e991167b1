import {
  Estimate,
  EstimateGrouping,
  EstimateTotals,
  endpoints,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Core } from '../../../core/Core';
import { ProjectRow } from '../../../access/Caller';
import { LOWEST_ID } from '../../../database/ids';
import { isId, readPage } from '../../../database/paging';
import { formatItemIdentifier } from '../../work/items/WorkItemRow';

/** Sums over a group of items. */
interface EstimateSums extends EstimateTotals {
  /** Whether any of the items has an estimate. */
  isEstimated: boolean;
}

/** An item with its estimate and its logged minutes. */
interface EstimatedItem {
  id: string;
  number: number;
  title: string;
  estimate_time: number | null;
  logged: number;
}

/** Sums the estimates and logged minutes of a project's items. */
class EstimateReadModel {
  constructor(private readonly knex: Knex) {}

  /** Lists the items with an estimate or logged time, newest first. */
  async listEstimatedItems(
    project_id: string,
    paging: { after?: string; limit: number },
  ): Promise<EstimatedItem[]> {
    const query = this.selectEstimatedItems(project_id)
      .select(
        'work_items.id',
        'work_items.number',
        'work_items.title',
        'work_items.estimate_time',
        this.knex.raw('coalesce(logged.minutes, 0) AS logged'),
      )
      // Ids are ordered by creation.
      .orderBy('work_items.id', 'desc')
      .limit(paging.limit);
    if (paging.after) {
      query.where('work_items.id', '<', paging.after);
    }
    const rows: any[] = await query;
    return rows.map(row => ({ ...row, logged: Number(row.logged) }));
  }

  /** Returns the number of the items that `listEstimatedItems` lists, and their sums. */
  async readEstimateTotals(
    project_id: string,
  ): Promise<EstimateTotals & { count: number }> {
    const [row]: any[] = await this.selectEstimateSums(
      this.selectEstimatedItems(project_id),
    ).count({
      count: '*',
    });
    return { ...readTotals(row), count: Number(row.count) };
  }

  /** Returns the sums by cycle or module, newest first; items without one come last. */
  async sumByGroup(
    project_id: string,
    grouping: 'cycle' | 'module',
  ): Promise<Array<EstimateSums & { id: string | null; name: string | null }>> {
    const table = `work_${grouping}s`;
    const column = `work_items.${grouping}_id`;
    const rows: any[] = await this.selectEstimateSums(
      this.selectEstimatedItems(project_id),
    )
      .leftJoin(table, `${table}.id`, column)
      .select(`${column} as group_id`, `${table}.name`)
      .count({ estimated: 'work_items.estimate_time' })
      .groupBy(column, `${table}.name`);
    return rows
      .map(row => ({
        id: row.group_id,
        name: row.name,
        isEstimated: Number(row.estimated) > 0,
        ...readTotals(row),
      }))
      .sort((one, other) => ((one.id ?? '') < (other.id ?? '') ? 1 : -1));
  }

  /**
   * Selects the items with an estimate or logged time. Includes deleted items with logged time.
   * Excludes archived items, drafts and items in triage, as all work statistics do.
   */
  private selectEstimatedItems(project_id: string): Knex.QueryBuilder {
    const { knex } = this;
    const logged = knex('worklogs')
      .select('work_item_id')
      .sum({ minutes: 'duration_minutes' })
      .where({ project_id })
      .whereNull('deleted_at')
      .groupBy('work_item_id')
      .as('logged');
    return knex('work_items')
      .join('work_states', 'work_states.id', 'work_items.state_id')
      .leftJoin(logged, 'logged.work_item_id', 'work_items.id')
      .where('work_items.project_id', project_id)
      .whereNull('work_items.archived_at')
      .where('work_items.is_draft', false)
      .whereNot('work_states.group', 'triage')
      .where(included =>
        included
          .whereNotNull('logged.minutes')
          .orWhere(planned =>
            planned
              .whereNotNull('work_items.estimate_time')
              .whereNull('work_items.deleted_at'),
          ),
      );
  }

  private selectEstimateSums(items: Knex.QueryBuilder): Knex.QueryBuilder {
    const estimate = 'work_items.estimate_time';
    const logged = 'coalesce(logged.minutes, 0)';
    const sums = {
      estimate_minutes: estimate,
      logged_minutes: `CASE WHEN ${estimate} IS NOT NULL THEN ${logged} END`,
      remaining_minutes: `CASE WHEN ${estimate} > ${logged} THEN ${estimate} - ${logged} END`,
      over_minutes: `CASE WHEN ${logged} > ${estimate} THEN ${logged} - ${estimate} END`,
      unestimated_minutes: `CASE WHEN ${estimate} IS NULL THEN ${logged} END`,
    };
    return items.select(
      Object.entries(sums).map(([name, sql]) =>
        this.knex.raw(`coalesce(sum(${sql}), 0) AS ${name}`),
      ),
    );
  }
}

function readTotals(row: any): EstimateTotals {
  return {
    estimate_minutes: Number(row.estimate_minutes),
    logged_minutes: Number(row.logged_minutes),
    remaining_minutes: Number(row.remaining_minutes),
    over_minutes: Number(row.over_minutes),
    unestimated_minutes: Number(row.unestimated_minutes),
  };
}

type Position = [grouping: EstimateGrouping, id: string];

const createPositionGuard =
  (grouping: EstimateGrouping) =>
  (position: unknown): position is Position =>
    Array.isArray(position) &&
    position.length === 2 &&
    position[0] === grouping &&
    isId(position[1]);

/** Compares estimates with logged time. */
class Estimates {
  constructor(private readonly readModel: EstimateReadModel) {}

  /** Lists the comparison for a project by item, cycle or module, newest first. */
  async list(
    project: ProjectRow,
    { by, ...query }: { by: EstimateGrouping; cursor?: string; limit: number },
  ) {
    const { count, ...totals } = await this.readModel.readEstimateTotals(
      project.id,
    );
    // A project has few cycles and modules, so these are paged in memory.
    const groups =
      by === 'work_item'
        ? undefined
        : await this.listGroupEstimates(project, by);
    const page = await readPage(query, createPositionGuard(by), {
      list: async (after, limit) =>
        groups
          ? groups
              .filter(({ id }) => !after || (id ?? LOWEST_ID) < after[1])
              .slice(0, limit)
          : this.listItemEstimates(project, { after: after?.[1], limit }),
      getPosition: ({ id }): Position => [by, id ?? LOWEST_ID],
    });
    return {
      items: page.items.map(({ estimate }) => estimate),
      next_cursor: page.next_cursor,
      total: groups?.length ?? count,
      totals,
    };
  }

  private async listItemEstimates(
    project: ProjectRow,
    paging: { after?: string; limit: number },
  ): Promise<Array<{ id: string | null; estimate: Estimate }>> {
    const items = await this.readModel.listEstimatedItems(project.id, paging);
    return items.map(item => ({
      id: item.id,
      estimate: toItemEstimate(project, item),
    }));
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

/** Adds the report that compares estimates with logged time. */
export function addEstimates({ reader, router }: Core): void {
  const estimates = new Estimates(new EstimateReadModel(reader));
  router.handle(endpoints.listEstimates, ({ project, query }) =>
    estimates.list(project, query),
  );
}
