import { Worklog } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { parseEntityRef } from '@backstage/catalog-model';
import { uniqBy } from 'lodash';
import { buildValuesTable } from '../../../database/bulk';
import { Table } from '../../../database/Table';
import { normaliseForSearch } from '../../../database/text';
import { lookUpMany } from '../../../kernel/yielding';
import { DayRange } from '../calendar/expectedTime';
import { formatItemIdentifier } from '../../work/items/WorkItemRow';

/** A stored worklog with the names of its item and person. */
export type WorklogRow = Omit<Worklog, 'work_item' | 'overlaps'> & {
  workspace_id: string;
  identifier: string;
  title: string;
  /** The person's department on the day of the worklog. */
  department_id: string | null;
  /** The digest by which imports recognise the row of a file; null if not imported from a file. */
  external_digest: string | null;
};

/** A worklog before and after a change; null where it does not exist. */
export interface WorklogPair {
  before: WorklogRow | null;
  after: WorklogRow | null;
}

/** @param overlapping - the ids of overlapping worklogs; if omitted, the response flags none */
export function toWorklogResponse(
  row: WorklogRow,
  overlapping?: ReadonlySet<string>,
): Worklog {
  const {
    workspace_id: _workspace,
    identifier,
    title,
    department_id: _department,
    external_digest: _digest,
    ...worklog
  } = row;
  return {
    ...worklog,
    work_item: { id: worklog.work_item_id, identifier, title },
    ...(overlapping?.has(worklog.id) && { overlaps: true }),
  };
}

/**
 * SQL for the status of the period (a week or a month) that contains a worklog; null if no such
 * period was submitted yet. After a workspace has changed the length of its periods, both a week
 * and a month can contain the worklog. Then a submitted or approved period takes precedence over a
 * recalled, rejected or reopened period. Otherwise, the period that starts later does.
 */
const PERIOD_STATUS_SQL = `(
  SELECT time_periods.status FROM time_periods
  WHERE time_periods.workspace_id = worklogs.workspace_id
    AND time_periods.member_id = worklogs.logged_by
    AND time_periods.week_start <= worklogs.logged_at
    AND time_periods.week_end >= worklogs.logged_at
  ORDER BY CASE WHEN time_periods.status IN ('submitted', 'approved') THEN 0 ELSE 1 END,
    time_periods.week_start DESC
  LIMIT 1
)`;

export const worklogTable = new Table<WorklogRow>(
  'worklogs',
  {
    id: 'text',
    workspace_id: 'text',
    project_id: 'text',
    work_item_id: 'text',
    identifier: 'joined',
    title: 'joined',
    logged_by: 'text',
    logged_by_name: 'joined',
    department_id: 'text',
    duration_minutes: 'number',
    description: 'text',
    logged_at: 'text',
    started_at: 'instant',
    is_billable: 'boolean',
    activity_type: 'text',
    source: 'text',
    external_digest: 'text',
    period_status: 'joined',
    version: 'number',
    created_at: 'instant',
    updated_at: 'instant',
  },
  ({ description }) => ({ search_text: normaliseForSearch(description ?? '') }),
);

/** Selects worklogs that are not deleted, with the columns of `joinWorklogNames`. */
export function selectWorklogs(knex: Knex): Knex.QueryBuilder {
  return joinWorklogNames(worklogTable.select(knex));
}

/** Adds the columns of joined tables to selected worklogs. */
export function joinWorklogNames(
  worklogs: Knex.QueryBuilder,
): Knex.QueryBuilder {
  return worklogs
    .join('work_items', 'work_items.id', 'worklogs.work_item_id')
    .join('projects', 'projects.id', 'worklogs.project_id')
    .leftJoin('people', 'people.user_ref', 'worklogs.logged_by')
    .select(
      'worklogs.*',
      'work_items.number',
      'work_items.title',
      'projects.identifier as project_identifier',
      'people.display_name',
    )
    .select(worklogs.client.raw(`${PERIOD_STATUS_SQL} AS period_status`));
}

/** Converts a row of `joinWorklogNames`. */
export function readWorklog(row: any): WorklogRow {
  return {
    ...worklogTable.read(row),
    identifier: formatItemIdentifier(row.project_identifier, row.number),
    logged_by_name: row.display_name ?? parseEntityRef(row.logged_by).name,
    period_status: row.period_status ?? 'open',
  };
}

/** Finds a worklog that is not deleted, by the parameters of its path. */
export async function findWorklog(
  knex: Knex,
  { pid, iid, id }: { pid: string; iid: string; id: string },
): Promise<WorklogRow | undefined> {
  const row = await selectWorklogs(knex)
    .where('worklogs.id', id)
    .where('worklogs.work_item_id', iid)
    .where('worklogs.project_id', pid)
    .first();
  return row && readWorklog(row);
}

export interface PersonDay {
  logged_by: string;
  /** `YYYY-MM-DD` */
  logged_at: string;
}

export function toDayKey(day: PersonDay): string {
  return `${day.logged_at} ${day.logged_by}`;
}

/** Returns people's total minutes on the given days, keyed by `toDayKey`. */
export async function sumMinutesByDay(
  knex: Knex,
  workspace_id: string,
  days: readonly PersonDay[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await lookUpMany(
    uniqBy(days, toDayKey),
    async (batch): Promise<any[]> =>
      knex
        .from(
          buildValuesTable(knex, 'requested', batch, [
            'logged_by',
            'logged_at',
          ]) as any,
        )
        // SQLite reads the tables of a cross join in this order. Otherwise it would scan all
        // worklogs of the workspace.
        .crossJoin('worklogs' as any)
        .whereRaw('worklogs.logged_by = requested.logged_by')
        .whereRaw('worklogs.logged_at = requested.logged_at')
        .select('requested.logged_by', 'requested.logged_at')
        .sum({ minutes: 'worklogs.duration_minutes' })
        .where('worklogs.workspace_id', workspace_id)
        .whereNull('worklogs.deleted_at')
        .groupBy('requested.logged_by', 'requested.logged_at'),
  );
  return new Map(rows.map(row => [toDayKey(row), Number(row.minutes)]));
}

export interface TimeOnItem {
  work_item_id: string;
  /** `YYYY-MM-DD` */
  date: string;
  minutes: number;
  /** The number of worklogs. */
  entries: number;
}

/** Sums a person's worklogs of a date range by item and day, in one query. */
export async function sumTimeOnItems(
  knex: Knex,
  { workspace_id, user_ref }: { workspace_id: string; user_ref: string },
  { from, to }: DayRange,
): Promise<TimeOnItem[]> {
  const rows: any[] = await knex('worklogs')
    .select('work_item_id', 'logged_at as date')
    .sum({ minutes: 'duration_minutes' })
    .count({ entries: '*' })
    .where({ workspace_id, logged_by: user_ref })
    .whereBetween('logged_at', [from, to])
    .whereNull('deleted_at')
    .groupBy('work_item_id', 'logged_at')
    .orderBy(['logged_at', 'work_item_id']);
  return rows.map(({ work_item_id, date, minutes, entries }) => ({
    work_item_id,
    date,
    minutes: Number(minutes),
    entries: Number(entries),
  }));
}
