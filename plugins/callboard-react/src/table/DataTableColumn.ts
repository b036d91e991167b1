import type { ColumnDef } from '@tanstack/react-table';

/** A column of a `DataTable`: a react-table column definition with a layout. @public */
export type DataTableColumn<Row> = ColumnDef<Row, any> & {
  id: string;
  /** A CSS grid track, such as `96px` or `minmax(160px, 1fr)`. */
  width: string;
  align?: 'start' | 'end';
  /** The query parameter that orders the list by this column. */
  orderBy?: string;
  /** Hides the column if the table is narrower than this, in px. */
  leftOutBelow?: number;
  /**
   * If the table is narrower than `below` px, the column gets this width, and elements marked with
   * `data-word` are visually hidden.
   */
  brief?: { below: number; width: string };
  /**
   * The layout of the cell where the table is narrow and rows are stacked: inline with other cells,
   * or inline at the end of the line; on its own line, or on its own line before the others; or
   * hidden. A cell that is empty, or whose content is marked with `data-unset`, is hidden as well.
   */
  narrow?: 'inline' | 'end' | 'line' | 'first' | 'hide';
};
