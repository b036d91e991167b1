import { Column, Row } from '../../../exports';

/** The data of a widget as a table. */
export interface WidgetTable {
  columns: readonly Column[];
  /** Without the totals. */
  rows: readonly Row[];
  /** The totals row, if any. */
  totals: Row | undefined;
}
