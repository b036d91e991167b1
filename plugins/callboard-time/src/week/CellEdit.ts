import type { CellBefore } from './SheetCell';

/** What somebody has made of a cell, as long as the server does not have it. */
export interface CellEdit {
  /** Undefined where what was typed is no duration. */
  minutes?: number;
  /** What was typed, where it is no duration. */
  text?: string;
  /** Why it is not saved; it stays until somebody acts. */
  problem?: string;
  /** What the cell was, where an earlier change is taken back. */
  back?: CellBefore;
}

/** The edits of a row, by day. */
export type RowEdits = ReadonlyMap<string, CellEdit>;

/** The edits of a week, by item. */
export type WeekEdits = ReadonlyMap<string, RowEdits>;
