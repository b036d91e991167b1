import {
  writeDuration,
  type TimesheetRow,
} from '@callboard/plugin-callboard-common';
import type { RowEdits } from './CellEdit';
import { minutesOf } from './sheetTotalsOf';
import type { WeekDay } from './WeekDay';

/** A row as it is copied: its name, and the time of each day as it can be pasted. */
export function textOfRow(
  row: TimesheetRow,
  days: readonly WeekDay[],
  edits?: RowEdits,
): string[] {
  return [
    [row.identifier, row.issue_name].filter(Boolean).join(' '),
    ...days.map(({ date }) => {
      const minutes = minutesOf(row, date, edits);
      return minutes > 0 ? writeDuration(minutes) : '';
    }),
  ];
}
