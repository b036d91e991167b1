/** The order of a table's rows, applied by the server. @public */
export interface DataTableOrder {
  /** The `orderBy` of a column; `-` in front reverses it. */
  value: string;
  onChange: (value: string) => void;
}
