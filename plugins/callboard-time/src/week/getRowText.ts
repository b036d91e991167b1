import {
  formatDuration,
  type TimesheetRow,
} from '@callboard/plugin-callboard-common';
import type { RowEdits } from './CellEdit';
import { getCellMinutes } from './getTimesheetTotals';
import type { WeekDay } from './WeekDay';

/** The clipboard text of a row: its name, and the time of each day in a pasteable form. */
export function getRowText(
  row: TimesheetRow,
  days: readonly WeekDay[],
  edits?: RowEdits,
): string[] {
  return [
    [row.identifier, row.issue_name].filter(Boolean).join(' '),
    ...days.map(({ date }) => {
      const minutes = getCellMinutes(row, date, edits);
      return minutes > 0 ? formatDuration(minutes) : '';
    }),
  ];
}
