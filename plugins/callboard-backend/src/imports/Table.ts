/** A cell with an invalid value. */
export interface CellProblem {
  /** The column. */
  field: string;
  reason: string;
}

/** A non-blank row of a table. */
export interface TableRow {
  /**
   * The row number in a spreadsheet, from 1. Blank rows count; in CSV, a line break in quotes does
   * not start a row.
   */
  row: number;
  /** The trimmed text of every column; blank cells are empty. */
  cells: Record<string, string>;
  /** Invalid cells; they are empty in `cells`. */
  problems?: CellProblem[];
  /** Whether a cell beyond the header has content. */
  surplus?: true;
}

/** The content of a spreadsheet or CSV file, below its header. */
export interface Table {
  /** Lower case, with underscores for spaces and hyphens. Names may be duplicated. */
  columns: string[];
  rows: TableRow[];
}
