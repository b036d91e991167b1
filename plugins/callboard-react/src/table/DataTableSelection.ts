/** Rows that are ticked, for acts on many at once. @public */
export interface DataTableSelection<Row> {
  /** The ids of the rows that are ticked. */
  selected: ReadonlySet<string>;
  onChange: (selected: ReadonlySet<string>) => void;
  /** What a row is called, for people who do not see its checkbox. */
  labelOf: (row: Row) => string;
}
