/** What the rows of a table are ordered by, on the server. @public */
export interface DataTableOrder {
  /** The `orderBy` of a column; `-` in front turns it around. */
  value: string;
  onChange: (value: string) => void;
}
