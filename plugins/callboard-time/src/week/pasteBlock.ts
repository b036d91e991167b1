import type { TimesheetRow } from '@callboard/plugin-callboard-common';
import { readCell } from '../duration/readCell';
import type { TypedDuration } from '../duration/parseDurationInput';
import type { CellChange, WeekCell } from './WeekCell';
import type { WeekDay } from './WeekDay';

/** The result of pasting a block of cells into a week. */
export interface PastedBlock {
  changes: CellChange[];
  /** Values that cannot be parsed. */
  bad: Array<{
    cell: WeekCell;
    text: string;
    problem: NonNullable<TypedDuration['problem']>;
  }>;
  /** Skipped cells, because they have several worklogs. */
  several: WeekCell[];
  /** Skipped cells, because their days are locked. */
  locked: WeekCell[];
  /** The number of values beyond the last row or day. */
  outside: number;
}

/**
 * Maps a block of cells onto a week, downwards and to the right.
 *
 * @param start - the position of the block's first cell, as indexes of a row and a day. Day -1 is
 * the row name, which takes the names of copied rows.
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
