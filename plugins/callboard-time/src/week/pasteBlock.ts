import type { TimesheetRow } from '@callboard/plugin-callboard-common';
import { readCell } from '../duration/readCell';
import type { TypedDuration } from '../duration/readTypedDuration';
import type { CellChange, SheetCell } from './SheetCell';
import type { WeekDay } from './WeekDay';

/** What becomes of a block of cells that is put into a week. */
export interface PastedBlock {
  changes: CellChange[];
  /** What cannot be read. */
  bad: Array<{
    cell: SheetCell;
    text: string;
    problem: NonNullable<TypedDuration['problem']>;
  }>;
  /** Cells that stay as they are because they hold several entries. */
  several: SheetCell[];
  /** Cells that stay as they are because their days are locked. */
  locked: SheetCell[];
  /** How many values lie beyond the last row or day. */
  outside: number;
}

/**
 * Lays a block of cells over a week, downwards and to the right.
 *
 * @param start - where its first cell goes: a place among the rows and the days. At
 * -1 of the days is the name of the row, over which the names of copied rows fall.
 */
export function pasteBlock(options: {
  block: readonly (readonly string[])[];
  start: { row: number; day: number };
  rows: readonly TimesheetRow[];
  days: readonly Pick<WeekDay, 'date' | 'isLocked'>[];
  minutesPerDay: number;
}): PastedBlock {
  const { block, start, rows, days, minutesPerDay } = options;
  const pasted: PastedBlock = {
    changes: [],
    bad: [],
    several: [],
    locked: [],
    outside: 0,
  };
  block.forEach((line, down) => {
    const row = rows[start.row + down];
    line.forEach((text, right) => {
      const at = start.day + right;
      const day = days[at];
      if (at < 0) {
        return;
      }
      if (!row?.issue_id || !day) {
        pasted.outside += text ? 1 : 0;
        return;
      }
      const { date } = day;
      const cell = { work_item_id: row.issue_id, date };
      const { minutes = 0, problem } = readCell(text, minutesPerDay);
      if (day.isLocked) {
        pasted.locked.push(...(text ? [cell] : []));
      } else if (problem) {
        pasted.bad.push({ cell, text, problem });
      } else if ((row.entries[date] ?? 0) > 1) {
        pasted.several.push(cell);
      } else {
        pasted.changes.push({ ...cell, minutes });
      }
    });
  });
  return pasted;
}
