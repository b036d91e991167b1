import type {
  Timesheet,
  TimesheetRow,
} from '@callboard/plugin-callboard-common';
import type { RowEdits, WeekEdits } from './CellEdit';

/** The minutes that a cell shows: an unsaved edit, or else the saved value. */
export function getCellMinutes(
  row: Pick<TimesheetRow, 'days'>,
  date: string,
  edits?: RowEdits,
): number {
  return edits?.get(date)?.minutes ?? row.days[date] ?? 0;
}

/** The totals of a week including unsaved edits, in minutes. */
export function getTimesheetTotals(
  timesheet: Pick<Timesheet, 'rows' | 'daily_totals' | 'grand_total_minutes'>,
  edits: WeekEdits,
): { byDay: ReadonlyMap<string, number>; total: number } {
  const byDay = new Map(Object.entries(timesheet.daily_totals));
  const rows = new Map(timesheet.rows.map(row => [row.issue_id, row]));
  let total = timesheet.grand_total_minutes;
  for (const [item, row] of edits) {
    for (const [date, { minutes }] of row) {
      const saved = rows.get(item)?.days[date] ?? 0;
      const difference = (minutes ?? saved) - saved;
      byDay.set(date, (byDay.get(date) ?? 0) + difference);
      total += difference;
    }
  }
  return { byDay, total };
}
