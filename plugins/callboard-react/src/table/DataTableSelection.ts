/** The selection of rows for bulk actions. @public */
export interface DataTableSelection<Row> {
  /** The ids of the selected rows. */
  selected: ReadonlySet<string>;
  onChange: (selected: ReadonlySet<string>) => void;
  /** The accessible name of a row. Pass the same function at every render. */
  getRowLabel: (row: Row) => string;
}
