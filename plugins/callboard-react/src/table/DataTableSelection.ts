/** Rows that are ticked, for acts on many at once. @public */
export interface DataTableSelection<Row> {
  /** The ids of the rows that are ticked. */
  selected: ReadonlySet<string>;
  onChange: (selected: ReadonlySet<string>) => void;
  /** The name of a row, for screen readers. Pass the same function at every render. */
  labelOf: (row: Row) => string;
}
