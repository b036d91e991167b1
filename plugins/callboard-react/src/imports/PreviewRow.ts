import type { RowOutcome } from '@callboard/plugin-callboard-common';

/** A row of the file, with what becomes of it and why. */
export interface PreviewRow {
  /** As a spreadsheet counts. */
  row: number;
  outcome: RowOutcome;
  values: ReadonlyMap<string, string>;
  /** What the cells that change something hold now, by column. */
  before: ReadonlyMap<string, string>;
  /** What is wrong, by column. */
  cellErrors: ReadonlyMap<string, string>;
  /** What is wrong with the row as a whole, or with a cell it does not have. */
  rowErrors: string[];
}
