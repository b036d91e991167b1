import Paper from '@mui/material/Paper';
import { getCoreRowModel, useReactTable } from '@tanstack/react-table';
import { useMemo, type KeyboardEvent, type ReactNode } from 'react';
import { trackStyles } from './columnStyles';
import { DataTableBody } from './DataTableBody';
import type { DataTableColumn } from './DataTableColumn';
import { DataTableFoot } from './DataTableFoot';
import { DataTableHead } from './DataTableHead';
import type { DataTableOrder } from './DataTableOrder';
import type { DataTablePages } from './DataTablePages';
import type { DataTableSelection } from './DataTableSelection';
import { SelectAll } from './SelectAll';
import { tableItems, type DataTableGroup } from './tableItems';

/** @public */
export interface DataTableProps<Row> {
  /** The subject of the table, for screen readers. */
  label: string;
  columns: DataTableColumn<Row>[];
  rows: Row[];
  /** A stable id of a row. Keep the function the same between draws. */
  rowId: (row: Row) => string;
  /** The heading of a row; rows must come sorted by it. */
  groupOf?: (row: Row) => DataTableGroup;
  /** Opens a row, by click or Enter. */
  onRowOpen?: (row: Row) => void;
  /** Keys that do something to the row in focus, besides Enter and Space. */
  onRowKeyDown?: (event: KeyboardEvent<HTMLElement>, row: Row) => void;
  /** The id of the row that is open. */
  openRowId?: string;
  /** What stands open below a row, if anything. */
  detailsOf?: (row: Row) => ReactNode;
  /** Whether a row that can be opened in place is; undefined for other rows. */
  isExpanded?: (row: Row) => boolean | undefined;
  /** Puts a checkbox in front of each row; Space ticks the one in focus. */
  selection?: DataTableSelection<Row>;
  /** Makes headings of columns with an `orderBy` order the list. */
  order?: DataTableOrder;
  rowHeight?: number;
  /** How many rows there are altogether; left out where all are shown. */
  total?: number;
  /** Where rows are loaded a page at a time: the list they are from. */
  pages?: DataTablePages;
}

/**
 * The list of Callboard: any number of rows in the page's own scrolling, under
 * headings that stay in view where they are grouped, moved over with the arrow
 * keys. More rows appear where the reader is, without a jump. Below 720 px of
 * its own width, rows are stacked.
 *
 * @public
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, rowId, groupOf, selection, rowHeight = 40 } = props;
  const table = useReactTable({
    data: rows,
    columns,
    getRowId: rowId,
    getCoreRowModel: getCoreRowModel(),
  });
  const tableRows = table.getRowModel().rows;
  const items = useMemo(
    () => tableItems(tableRows, groupOf),
    [tableRows, groupOf],
  );
  const isSelectable = selection !== undefined;
  const tracks = useMemo(
    () => trackStyles(columns, isSelectable),
    [columns, isSelectable],
  );
  const columnCount = columns.length + (selection ? 1 : 0);
  return (
    <Paper
      variant="outlined"
      sx={{ containerType: 'inline-size', overflowAnchor: 'none' }}
    >
      <div
        role={props.isExpanded ? 'treegrid' : 'grid'}
        aria-label={props.label}
        aria-colcount={columnCount}
        aria-multiselectable={selection ? true : undefined}
        aria-rowcount={props.pages?.hasMore ? -1 : items.length + 1}
      >
        <DataTableHead
          table={table}
          tracks={tracks}
          order={props.order}
          select={
            selection && (
              <SelectAll rows={rows} rowId={rowId} selection={selection} />
            )
          }
        />
        <DataTableBody
          items={items}
          tracks={tracks}
          columnCount={columnCount}
          rowHeight={rowHeight}
          openRowId={props.openRowId}
          onRowOpen={props.onRowOpen}
          onRowKeyDown={props.onRowKeyDown}
          detailsOf={props.detailsOf}
          isExpanded={props.isExpanded}
          selection={selection}
        />
      </div>
      {props.pages && (
        <DataTableFoot
          shown={rows.length}
          total={props.total}
          pages={props.pages}
        />
      )}
    </Paper>
  );
}
