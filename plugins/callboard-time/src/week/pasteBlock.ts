import type { TimesheetRow } from '@callboard/plugin-callboard-common';
import { readCell } from '../duration/readCell';
import type { TypedDuration } from '../duration/readTypedDuration';
import type { CellChange, SheetCell } from './SheetCell';

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
  /** How many values lie beyond the last row or day. */
  outside: number;
}

/**
 * Lays a block of cells over a week, downwards and to the right.
 *
 * @param start - where its first cell goes: a place among the rows and the dates. At
 * -1 of the dates is the name of the row, over which the names of copied rows fall.
 */
export function pasteBlock(options: {
  block: readonly (readonly string[])[];
  start: { row: number; day: number };
  rows: readonly TimesheetRow[];
  dates: readonly string[];
  minutesPerDay: number;
}): PastedBlock {
  const { block, start, rows, dates, minutesPerDay } = options;
  const pasted: PastedBlock = { changes: [], bad: [], several: [], outside: 0 };
  block.forEach((line, down) => {
    const row = rows[start.row + down];
    line.forEach((text, right) => {
      const day = start.day + right;
      const date = dates[day];
      if (day < 0) {
        return;
      }
      if (!row?.issue_id || !date) {
        pasted.outside += text ? 1 : 0;
        return;
      }
      const cell = { work_item_id: row.issue_id, date };
      const { minutes, problem } = readCell(text, minutesPerDay);
      if (problem) {
        pasted.bad.push({ cell, text, problem });
      } else if ((row.entries[date] ?? 0) > 1) {
        pasted.several.push(cell);
      } else {
        pasted.changes.push({ ...cell, minutes: minutes! });
      }
    });
  });
  return pasted;
}
