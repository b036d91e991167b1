import type { ColumnDef } from '@tanstack/react-table';

/** A column of a `DataTable`: what react-table knows, and how it is laid out. @public */
export type DataTableColumn<Row> = ColumnDef<Row, any> & {
  id: string;
  /** A CSS grid track, such as `96px` or `minmax(160px, 1fr)`. */
  width: string;
  align?: 'start' | 'end';
  /** The name by which the list can be ordered by this column. */
  orderBy?: string;
  /** In a table that is narrower than so many px, the column is left out. */
  leftOutBelow?: number;
  /**
   * In a table that is narrower than so many px, the column has another width,
   * and what is marked with `data-word` in it is heard and not seen.
   */
  brief?: { below: number; width: string };
  /**
   * What becomes of the cell where the table is narrow and rows are stacked: it
   * flows with the others, or does so and stands at the end of its line; takes a
   * line of its own, with or without being put first; or is left out. A cell that is empty, or whose content is marked with
   * `data-unset`, is left out, too.
   */
  narrow?: 'inline' | 'end' | 'line' | 'first' | 'hide';
};
