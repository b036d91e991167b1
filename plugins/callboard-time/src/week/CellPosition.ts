/** A position in the grid: the row, and a column, 0 for the row name or 1 to 7 for a day. */
export interface CellPosition {
  row: number;
  column: number;
}
