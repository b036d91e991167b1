import { Knex } from 'knex';
import { uniqBy } from 'lodash';
import { buildValuesTable } from '../../../database/bulk';
import { lookUpMany } from '../../../kernel/yielding';
import { DayRange } from '../calendar/expectedTime';
import { readWorklog, selectWorklogs, WorklogRow } from './WorklogRow';

/** The path parameters of a worklog. */
export interface WorklogPath {
  project_id: string;
  work_item_id: string;
  id: string;
}

/** A person's day. */
export interface PersonDay {
  logged_by: string;
  /** `YYYY-MM-DD` */
  logged_at: string;
}

/** The table of worklogs. Excludes deleted worklogs. */
export class WorklogStore {
  /** Finds a worklog by its path. */
  async find(knex: Knex, path: WorklogPath): Promise<WorklogRow | undefined> {
    const row = await selectWorklogs(knex)
      .where('worklogs.id', path.id)
      .where('worklogs.work_item_id', path.work_item_id)
      .where('worklogs.project_id', path.project_id)
      .first();
    return row && readWorklog(row);
  }

  /** Lists a person's worklogs in a date range, by day. */
  async listByPerson(
    knex: Knex,
    workspace_id: string,
    logged_by: string,
    range: { from: string; to: string },
  ): Promise<WorklogRow[]> {
    const rows = await selectWorklogs(knex)
      .where('worklogs.workspace_id', workspace_id)
      .where('worklogs.logged_by', logged_by)
      .whereBetween('worklogs.logged_at', [range.from, range.to])
      .orderBy(['worklogs.logged_at', 'worklogs.id']);
    return rows.map(readWorklog);
  }

  /** Sums people's minutes on the given days. `toDayKey` returns the keys of the map. */
  async sumMinutesByDay(
    knex: Knex,
    workspace_id: string,
    days: readonly PersonDay[],
  ): Promise<ReadonlyMap<string, number>> {
    const rows = await lookUpMany(uniqBy(days, toDayKey), batch =>
      readMinutesOnDays(knex, workspace_id, batch),
    );
    return new Map(rows.map(row => [toDayKey(row), Number(row.minutes)]));
  }
}

async function readMinutesOnDays(
  knex: Knex,
  workspace_id: string,
  days: readonly PersonDay[],
): Promise<Array<PersonDay & { minutes: number | string }>> {
  const requested = buildValuesTable(knex, 'requested', days, [
    'logged_by',
    'logged_at',
  ]);
  return (
    knex
      .from(requested as any)
      // SQLite reads the tables of a cross join in this order. Otherwise it would scan all
      // worklogs of the workspace.
      .crossJoin('worklogs' as any)
      .whereRaw('worklogs.logged_by = requested.logged_by')
      .whereRaw('worklogs.logged_at = requested.logged_at')
      .select('requested.logged_by', 'requested.logged_at')
      .sum({ minutes: 'worklogs.duration_minutes' })
      .where('worklogs.workspace_id', workspace_id)
      .whereNull('worklogs.deleted_at')
      .groupBy('requested.logged_by', 'requested.logged_at')
  );
}

/** The key of a person's day. */
export function toDayKey(day: PersonDay): string {
  return `${day.logged_at} ${day.logged_by}`;
}

/** A person's time on an item on a day. */
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
