import type { CellBefore } from './WeekCell';

/** An unsaved edit of a cell. */
export interface CellEdit {
  /** Undefined if the text is not a duration. */
  minutes?: number;
  /** The raw text, if it is not a duration. */
  text?: string;
  /** Why it is not saved; it stays until the person acts. */
  problem?: string;
  /** The state of the cell to restore, for an undo. */
  restoreTo?: CellBefore;
}

/** The edits of a row, by day. */
export type RowEdits = ReadonlyMap<string, CellEdit>;

/** The edits of a week, by work item. */
export type WeekEdits = ReadonlyMap<string, RowEdits>;
