import type { ColumnDef } from '@tanstack/react-table';

/** A column of a `DataTable`: what react-table knows, and how it is laid out. @public */
export type DataTableColumn<Row> = ColumnDef<Row, any> & {
  id: string;
  /** A CSS grid track, such as `96px` or `minmax(160px, 1fr)`. */
  width: string;
  align?: 'start' | 'end';
  /** The name by which the list can be ordered by this column. */
  orderBy?: string;
  /**
   * What becomes of the cell where the table is narrow and rows are stacked:
   * it flows with the others, takes a line of its own, or is left out.
   */
  narrow?: 'inline' | 'line' | 'hide';
};
