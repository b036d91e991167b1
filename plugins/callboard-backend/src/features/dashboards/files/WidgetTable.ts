import { Column, Row } from '../../../exports';

/** The numbers of a widget as a table. */
export interface WidgetTable {
  columns: readonly Column[];
  /** Without the totals. */
  rows: readonly Row[];
  /** The last row, where there are totals. */
  totals: Row | undefined;
}
