import { BadCell } from './BadCell';

/** A row of a file, from the left; cells may be missing. */
export interface RawRow {
  /** The row number in a spreadsheet, from 1. */
  row: number;
  cells: ReadonlyArray<string | BadCell | undefined>;
}
