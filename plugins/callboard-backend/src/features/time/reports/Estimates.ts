import {
  Estimate,
  EstimateGrouping,
  EstimateTotals,
  endpoints,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { mapValues, orderBy } from 'lodash';
import { Core } from '../../../core/Core';
import { ProjectRow } from '../../../access/Caller';
import { LOWEST_ID } from '../../../database/ids';
import {
  createTupleGuard,
  PageQuery,
  readPage,
  selectPage,
} from '../../../database/paging';
import { formatItemIdentifier } from '../../work/items/WorkItemRow';

const estimateSql = 'work_items.estimate_time';
const loggedSql = 'coalesce(logged.minutes, 0)';

/** The id of an item, cycle or module; the lowest id for the items without a cycle or module. */
const getId = ({ work_item_id, cycle_id, module_id }: Estimate) =>
  work_item_id ?? cycle_id ?? module_id ?? LOWEST_ID;

/** Lists the items with an estimate or logged time, newest first. */
async function listItems(
  knex: Knex,
  project: ProjectRow,
  paging: { after?: [id: string]; limit: number },
): Promise<Estimate[]> {
  const query = selectEstimatedItems(knex, project.id).select(
    'work_items.id',
    'work_items.number',
    'work_items.title',
    'work_items.estimate_time',
    knex.raw(`${loggedSql} AS logged`),
  );
  // Ids are ordered by creation.
  const rows: any[] = await selectPage(query, ['work_items.id'], {
    ...paging,
    direction: 'desc',
  });
  return rows.map(row => toItemEstimate(project, row));
}

/** Counts the items that all pages of `listItems` contain, and sums their minutes. */
async function readEstimateTotals(
  knex: Knex,
  project_id: string,
): Promise<EstimateTotals & { count: number }> {
  const [row]: any[] = await selectEstimateSums(knex, project_id).count({
    count: '*',
  });
  return { ...readTotals(row), count: Number(row.count) };
}

/** Sums estimates by cycle or module, newest first. Items without a cycle or module come last. */
async function listGroups(
  knex: Knex,
  project_id: string,
  grouping: 'cycle' | 'module',
): Promise<Estimate[]> {
  const table = `work_${grouping}s`;
  const column = `work_items.${grouping}_id`;
  const rows: any[] = await selectEstimateSums(knex, project_id)
    .leftJoin(table, `${table}.id`, column)
    .select(`${column} as id`, `${table}.name`)
    .count({ estimated: 'work_items.estimate_time' })
    .groupBy(column, `${table}.name`);
  const estimates: Estimate[] = rows.map(({ id, name, estimated, ...row }) => {
    const sums = readTotals(row);
    return {
      ...(grouping === 'cycle' ? { cycle_id: id } : { module_id: id }),
      name,
      ...sums,
      estimate_minutes: Number(estimated) > 0 ? sums.estimate_minutes : null,
    };
  });
  return orderBy(estimates, getId, 'desc');
}

/**
 * Selects the items with an estimate or logged time. Includes deleted items with logged time.
 * Excludes archived items, drafts and items in triage, as all work statistics do.
 */
function selectEstimatedItems(
  knex: Knex,
  project_id: string,
): Knex.QueryBuilder {
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

/** SQL for the minutes that an item adds to each total. */
const summands: Record<keyof EstimateTotals, string> = {
  estimate_minutes: estimateSql,
  logged_minutes: `CASE WHEN ${estimateSql} IS NOT NULL THEN ${loggedSql} END`,
  remaining_minutes: `CASE WHEN ${estimateSql} > ${loggedSql} THEN ${estimateSql} - ${loggedSql} END`,
  over_minutes: `CASE WHEN ${loggedSql} > ${estimateSql} THEN ${loggedSql} - ${estimateSql} END`,
  unestimated_minutes: `CASE WHEN ${estimateSql} IS NULL THEN ${loggedSql} END`,
};

function selectEstimateSums(knex: Knex, project_id: string): Knex.QueryBuilder {
  return selectEstimatedItems(knex, project_id).select(
    Object.entries(summands).map(([name, sql]) =>
      knex.raw(`coalesce(sum(${sql}), 0) AS ${name}`),
    ),
  );
}

function readTotals(row: any): EstimateTotals {
  return mapValues(summands, (_, name) => Number(row[name]));
}

type Position = [grouping: EstimateGrouping, id: string];

const createPositionGuard = (grouping: EstimateGrouping) =>
  createTupleGuard<Position>(value => value === grouping, 'id');

/** Compares the estimates of a project with logged time, by item, cycle or module, newest first. */
async function listEstimates(
  knex: Knex,
  project: ProjectRow,
  { by, ...query }: { by: EstimateGrouping } & PageQuery,
) {
  const { count, ...totals } = await readEstimateTotals(knex, project.id);
  // A project has few cycles and modules, so these are paged in memory.
  const groups =
    by === 'work_item' ? undefined : await listGroups(knex, project.id, by);
  const page = await readPage(query, createPositionGuard(by), {
    list: async (after, limit) =>
      groups
        ? groups
            .filter(group => !after || getId(group) < after[1])
            .slice(0, limit)
        : listItems(knex, project, { after: after && [after[1]], limit }),
    getPosition: (estimate): Position => [by, getId(estimate)],
  });
  return { ...page, total: groups?.length ?? count, totals };
}

function toItemEstimate(project: ProjectRow, item: any): Estimate {
  const estimate_time: number | null = item.estimate_time;
  const logged = Number(item.logged);
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

export function addEstimates({ reader, router }: Core): void {
  router.handle(endpoints.listEstimates, ({ project, query }) =>
    listEstimates(reader, project, query),
  );
}
