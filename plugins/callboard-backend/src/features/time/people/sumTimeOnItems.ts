import { Knex } from 'knex';
import { DayRange } from '../calendar/WorkCalendar';

/** A person's time on an item on a day. */
export interface TimeOnItem {
  work_item_id: string;
  /** `YYYY-MM-DD` */
  date: string;
  minutes: number;
  /** The number of worklogs. */
  entries: number;
}

/** Sums a person's worklogs of a date range by item and day: one query. */
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
