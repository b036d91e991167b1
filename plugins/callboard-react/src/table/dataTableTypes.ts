import type { ColumnDef } from '@tanstack/react-table';
import type { KeyboardEvent, ReactNode } from 'react';
import type { Pages } from '../query/usePages';
import type { DataTableGroup } from './buildTableItems';

/** A row to focus as soon as it is loaded. @public */
export interface DataTableArrival {
  rowId: string;
  /** Called when the row is loaded and about to get the focus. */
  onArrive: () => void;
}

/** Collapsible groups of a table. @public */
export interface DataTableCollapse {
  /** All groups, in order. `rows` does not contain the rows of collapsed groups. */
  groups: readonly DataTableGroup[];
  closed: ReadonlySet<string>;
  onToggle: (key: string) => void;
}

/** The order of a table's rows, applied by the server. @public */
export interface DataTableOrder {
  /** The `orderBy` of a column; `-` in front reverses it. */
  value: string;
  onChange: (value: string) => void;
}

/** The loading state of a paginated list. @public */
export type DataTablePages = Pick<
  Pages<unknown>,
  'hasMore' | 'isLoadingMore' | 'hasLoadMoreFailed' | 'loadMore'
> &
  Partial<Pick<Pages<unknown>, 'isStale'>>;

/** The selection of rows for bulk actions. @public */
export interface DataTableSelection<Row> {
  selected: ReadonlySet<string>;
  onChange: (selected: ReadonlySet<string>) => void;
  /** The accessible name of a row's checkbox. Pass the same function at every render. */
  getRowLabel: (row: Row) => string;
}

/** A column of a `DataTable`: a react-table column definition with a layout. @public */
export type DataTableColumn<Row> = ColumnDef<Row, any> & {
  id: string;
  /** A CSS grid track, such as `96px` or `minmax(160px, 1fr)`. */
  width: string;
  align?: 'start' | 'end';
  /** The value of the query parameter `order_by` that sorts the list by this column. */
  orderBy?: string;
  /** The table width in px below which the column is hidden. */
  hideBelow?: number;
  /**
   * If the table is narrower than `below` px, the column gets this width, and elements marked with
   * `data-badge-label` are visually hidden.
   */
  brief?: { below: number; width: string };
  /**
   * The layout of the cell in the stacked rows of a narrow table. `inline`: on a line with other
   * cells; `end`: at the end of such a line; `line`: on a line of its own; `first`: on a line of
   * its own above all other cells; `hide`: hidden. A cell that is empty, or whose content is marked
   * with `data-unset`, is hidden as well.
   */
  narrow?: 'inline' | 'end' | 'line' | 'first' | 'hide';
};

/** @public */
export interface DataTableProps<Row> {
  label: string;
  columns: DataTableColumn<Row>[];
  rows: Row[];
  /** Returns a stable id of a row; by default its `id`. Pass the same function at every render. */
  rowId?: (row: Row) => string;
  /** Returns the group of a row; rows must be sorted by group. */
  getGroup?: (row: Row) => DataTableGroup;
  /** Makes groups collapsible. The groups then have the order of `collapse.groups`. */
  collapse?: DataTableCollapse;
  /** Opens a row, on click or Enter. */
  onRowOpen?: (row: Row) => void;
  /** Handles keys on the focused row, in addition to Enter and Space. */
  onRowKeyDown?: (event: KeyboardEvent<HTMLElement>, row: Row) => void;
  openRowId?: string;
  renderDetails?: (row: Row) => ReactNode;
  /** Whether an expandable row is expanded; undefined for other rows. */
  isExpanded?: (row: Row) => boolean | undefined;
  /** Adds a checkbox to each row; Space toggles the checkbox of the focused row. */
  selection?: DataTableSelection<Row>;
  /** Makes the headings of columns with an `orderBy` sort the list. */
  order?: DataTableOrder;
  rowHeight?: number;
  /** The total number of rows; omit if all rows are shown. */
  total?: number;
  pages?: DataTablePages;
  /** Scrolls to a row and focuses it, once it is loaded. */
  arrival?: DataTableArrival;
  /**
   * Whether this table is the page's main content. The focus then moves to its rows on an arrow key
   * while no element is focused, and on Escape in the page's search field.
   */
  isMain?: boolean;
}
