/** The order of a table's rows, which the server applies. @public */
export interface DataTableOrder {
  /** The `orderBy` of a column; `-` in front turns it around. */
  value: string;
  onChange: (value: string) => void;
}
