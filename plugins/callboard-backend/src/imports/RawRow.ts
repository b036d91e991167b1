import { BadCell } from './BadCell';

/** A row as a file has it, from the left; cells may be missing. */
export interface RawRow {
  /** The number that a spreadsheet shows, from 1. */
  row: number;
  cells: ReadonlyArray<string | BadCell | undefined>;
}
