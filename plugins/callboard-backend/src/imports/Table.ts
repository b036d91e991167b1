/** A cell that is there, but whose value cannot be taken. */
export interface CellProblem {
  /** The column. */
  field: string;
  reason: string;
}

/** A row of a table that has something in it. */
export interface TableRow {
  /**
   * The number that a spreadsheet shows, from 1. Blank rows count; in CSV a
   * line break in quotes does not begin a row.
   */
  row: number;
  /** The trimmed text of every column; blank cells are empty. */
  cells: Record<string, string>;
  /** Cells that could not be read; they are empty in `cells`. */
  problems?: CellProblem[];
  /** There is something in a cell beyond the header. */
  surplus?: true;
}

/** What a spreadsheet or CSV file holds, below its header. */
export interface Table {
  /**
   * Lower case, with underscores for spaces and hyphens. Several can have one
   * name.
   */
  columns: string[];
  rows: TableRow[];
}
