/** A place in the grid: its row, and 0 for the name of the row or 1 to 7 for a day. */
export interface GridPlace {
  row: number;
  column: number;
}
