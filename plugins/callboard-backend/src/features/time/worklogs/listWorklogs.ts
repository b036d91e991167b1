import { Worklog, WorklogOrder } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { groupBy } from 'lodash';
import { buildValuesTable } from '../../../database/bulk';
import { workspaceSettings } from '../../../core/workspaces/WorkspaceService';
import { epochMsSql, readJson } from '../../../database/dialect';
import { createTupleGuard, selectPage } from '../../../database/paging';
import { addDays } from '../../../database/zones';
import {
  joinWorklogNames,
  readWorklog,
  toWorklogResponse,
  WorklogRow,
} from './WorklogRow';
import {
  selectVisibleWorklogs,
  TimeViewer,
  whereTimeVisible,
  WorklogSelection,
} from './whereTimeVisible';

/** The maximum number of worklogs that are counted. Longer lists have no totals. */
const MAX_COUNTED = 10_000;

/** The position after which a page of a list begins. Ids are ordered by creation. */
export type WorklogPosition =
  | [order: WorklogOrder, day: string, id: string]
  | [order: WorklogOrder, id: string];

interface ListedWorklog {
  row: WorklogRow;
  position: WorklogPosition;
}

const isOrderedByDay = (order: WorklogOrder) => order.endsWith('logged_at');

export async function listWorklogs(
  reader: Knex,
  selection: WorklogSelection,
  paging: { order_by: WorklogOrder; after?: WorklogPosition; limit: number },
): Promise<ListedWorklog[]> {
  const { order_by, limit } = paging;
  const columns = isOrderedByDay(order_by)
    ? ['worklogs.logged_at', 'worklogs.id']
    : ['worklogs.id'];
  const direction = order_by.startsWith('-') ? 'desc' : 'asc';
  const after = paging.after?.slice(1);
  const page = selectPage(
    selectVisibleWorklogs(reader, selection).select('worklogs.*'),
    columns,
    { after, limit, direction },
  );
  // The limit comes before the joins: joining names to all matching rows would be slow.
  const rows: any[] = await joinWorklogNames(
    reader.from(page.as('worklogs')),
  ).orderBy(columns.map(column => ({ column, order: direction })));
  return rows.map(readWorklog).map(row => ({
    row,
    position: isOrderedByDay(order_by)
      ? [order_by, row.logged_at, row.id]
      : [order_by, row.id],
  }));
}

/** Returns a type guard for cursors, which are only valid for the order they were created with. */
export function createPositionGuard(order: WorklogOrder) {
  const isOrder = (value: unknown) => value === order;
  return isOrderedByDay(order)
    ? createTupleGuard<WorklogPosition>(isOrder, 'day', 'id')
    : createTupleGuard<WorklogPosition>(isOrder, 'id');
}

/**
 * Counts the worklogs of a selection and sums their minutes. Returns an empty object for more than
 * `MAX_COUNTED` worklogs.
 */
export async function sumTotals(
  reader: Knex,
  selection: WorklogSelection,
): Promise<{ total?: number; total_minutes?: number }> {
  const limited = selectVisibleWorklogs(reader, selection)
    .select('worklogs.duration_minutes')
    .limit(MAX_COUNTED + 1)
    .as('limited');
  const [row]: any[] = await reader
    .from(limited)
    .count({ count: '*' })
    .sum({ minutes: 'duration_minutes' });
  const total = Number(row.count);
  return total > MAX_COUNTED
    ? {}
    : { total, total_minutes: Number(row.minutes ?? 0) };
}

/** Durations are whole minutes, so a worklog may have taken up to half a minute less. */
const MINUTE_ROUNDING_MS = 30_000;

/**
 * Returns how much longer the logged time of worklogs can be than the measured time, because of
 * rounding. A timer logs the nearest multiple of the workspace's interval, and at least one interval
 * for half a minute.
 *
 * @returns the milliseconds for a worklog, and SQL for those of a row of `worklogs`
 */
async function readMaxRounding(knex: Knex, { workspace_id }: TimeViewer) {
  const row = await knex('workspaces')
    .where({ id: workspace_id })
    .first('settings');
  const { rounding_minutes: interval } = workspaceSettings.parseValues(
    readJson(row.settings),
  );
  const intervalMs = interval * 60_000;
  const oneIntervalMs = intervalMs - MINUTE_ROUNDING_MS;
  const moreIntervalsMs = intervalMs / 2 + MINUTE_ROUNDING_MS;
  return {
    getMs({ source, duration_minutes }: WorklogRow) {
      if (source !== 'timer' || duration_minutes < interval) {
        return MINUTE_ROUNDING_MS;
      }
      return duration_minutes === interval ? oneIntervalMs : moreIntervalsMs;
    },
    sql: `CASE
      WHEN worklogs.source <> 'timer' OR worklogs.duration_minutes < ${interval} THEN ${MINUTE_ROUNDING_MS}
      WHEN worklogs.duration_minutes = ${interval} THEN ${oneIntervalMs}
      ELSE ${moreIntervalsMs} END`,
  };
}

/**
 * Returns the ids of those `worklogs` that overlap another worklog of the same person by more than
 * rounding can explain: someone who switches timers does one thing at a time. Ignores overlapping
 * worklogs that the viewer may not read. For each worklog, the query reads only three days of
 * `worklogs_member_idx`, because no worklog is longer than a day.
 */
export async function findOverlappingWorklogs(
  knex: Knex,
  viewer: TimeViewer,
  worklogs: readonly WorklogRow[],
): Promise<ReadonlySet<string>> {
  if (worklogs.every(({ started_at }) => started_at === null)) {
    return new Set();
  }
  const rounding = await readMaxRounding(knex, viewer);
  const spans = worklogs.flatMap(worklog => {
    if (worklog.started_at === null) return [];
    const from = Date.parse(worklog.started_at);
    return {
      id: worklog.id,
      logged_by: worklog.logged_by,
      first_day: addDays(worklog.logged_at, -1),
      last_day: addDays(worklog.logged_at, 1),
      span_from: String(from),
      span_to: String(
        from + worklog.duration_minutes * 60_000 - rounding.getMs(worklog),
      ),
    };
  });
  const start = epochMsSql(knex, 'worklogs.started_at');
  const spansTable = buildValuesTable(knex, 'spans', spans, [
    'id',
    'logged_by',
    'first_day',
    'last_day',
    'span_from',
    'span_to',
  ]);
  const query = knex
    .from(spansTable)
    // SQLite reads the tables of a cross join in this order. Otherwise it could scan all worklogs.
    .crossJoin('worklogs' as any)
    .whereRaw('worklogs.logged_by = spans.logged_by')
    .whereRaw('worklogs.logged_at BETWEEN spans.first_day AND spans.last_day')
    .whereNull('worklogs.deleted_at')
    .whereNotNull('worklogs.started_at')
    .whereRaw('CAST(worklogs.id AS text) <> spans.id')
    .whereRaw(`${start} < CAST(spans.span_to AS bigint)`)
    .whereRaw(
      `${start} + worklogs.duration_minutes * 60000 - ${rounding.sql} > CAST(spans.span_from AS bigint)`,
    )
    .distinct('spans.id');
  const rows: Array<{ id: string }> = await whereTimeVisible(
    knex,
    query,
    viewer,
  );
  return new Set(rows.map(({ id }) => id));
}

/** Builds the responses for a person's own new worklogs in any workspace. Flags overlaps. */
export async function toOwnWorklogResponses(
  knex: Knex,
  user_ref: string,
  worklogs: readonly WorklogRow[],
): Promise<Worklog[]> {
  const overlapping = new Set<string>();
  const byWorkspace = groupBy(worklogs, 'workspace_id');
  for (const [workspace_id, rows] of Object.entries(byWorkspace)) {
    const viewer = { workspace_id, user_ref, sees_all: false, sees_own: true };
    const found = await findOverlappingWorklogs(knex, viewer, rows);
    found.forEach(id => overlapping.add(id));
  }
  return worklogs.map(row => toWorklogResponse(row, overlapping));
}
