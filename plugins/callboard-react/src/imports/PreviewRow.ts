import type { RowOutcome } from '@callboard/plugin-callboard-common';

/** A row of the file, with its outcome and the reasons. */
export interface PreviewRow {
  /** The row number as in a spreadsheet. */
  row: number;
  outcome: RowOutcome;
  values: ReadonlyMap<string, string>;
  /** The current values of the cells that change, by column. */
  before: ReadonlyMap<string, string>;
  /** Errors, by column. */
  cellErrors: ReadonlyMap<string, string>;
  /** Errors of the whole row, or of a cell that it lacks. */
  rowErrors: string[];
}
