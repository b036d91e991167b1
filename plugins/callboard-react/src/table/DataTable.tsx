import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Paper from '@mui/material/Paper';
import { getCoreRowModel, useReactTable } from '@tanstack/react-table';
import { useMemo, type KeyboardEvent, type ReactNode } from 'react';
import { trackStyles } from './columnStyles';
import { callboardReactTranslationRef } from '../translation';
import type { DataTableArrival } from './DataTableArrival';
import { DataTableBody } from './DataTableBody';
import type { DataTableCollapse } from './DataTableCollapse';
import type { DataTableColumn } from './DataTableColumn';
import { DataTableFoot } from './DataTableFoot';
import { DataTableHead } from './DataTableHead';
import type { DataTableOrder } from './DataTableOrder';
import type { DataTablePages } from './DataTablePages';
import type { DataTableSelection } from './DataTableSelection';
import { visuallyHidden } from './visuallyHidden';
import { SelectAll } from './SelectAll';
import { useArrowsToMainList } from './useArrowsToMainList';
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
  /** Lets groups be closed and opened; they then stand in the order given. */
  collapse?: DataTableCollapse;
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
  /** Scrolls to a row and gives it the focus, once it is there. */
  arrival?: DataTableArrival;
  /**
   * Whether the page is about this table: arrow keys lead to its rows while
   * nothing has the focus, and so does leaving the search.
   */
  isMain?: boolean;
}

/**
 * The list of Callboard: any number of rows in the page's own scrolling, under
 * headings that stay in view where they are grouped, moved over with the arrow
 * keys, and with J and K while no row is open. Rows that answer an earlier question are dimmed until the answer is there. More rows appear where the reader is, without a jump. Below 720 px of
 * its own width, rows are stacked.
 *
 * @public
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const { columns, rows, rowId, groupOf, selection, rowHeight = 40 } = props;
  const { collapse, isMain = false } = props;
  const isStale = props.pages?.isStale ?? false;
  const table = useReactTable({
    data: rows,
    columns,
    getRowId: rowId,
    getCoreRowModel: getCoreRowModel(),
  });
  const tableRows = table.getRowModel().rows;
  const items = useMemo(
    () => tableItems(tableRows, groupOf, collapse),
    [tableRows, groupOf, collapse],
  );
  const isSelectable = selection !== undefined;
  const tracks = useMemo(
    () => trackStyles(columns, isSelectable),
    [columns, isSelectable],
  );
  useArrowsToMainList(isMain, props.openRowId === undefined);
  const columnCount = columns.length + (selection ? 1 : 0);
  return (
    <Paper
      variant="outlined"
      sx={{ containerType: 'inline-size', overflowAnchor: 'none' }}
    >
      <Box role="status" sx={visuallyHidden}>
        {isStale && t('loading')}
      </Box>
      {isStale && <LinearProgress aria-hidden sx={{ height: 2, mb: '-2px' }} />}
      <div
        role={props.isExpanded ? 'treegrid' : 'grid'}
        aria-label={props.label}
        aria-colcount={columnCount}
        aria-multiselectable={selection ? true : undefined}
        aria-rowcount={props.pages?.hasMore ? -1 : items.length + 1}
        aria-busy={isStale || undefined}
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
        <Box
          role="presentation"
          sx={isStale ? { opacity: 0.4, pointerEvents: 'none' } : undefined}
        >
          <DataTableBody
            items={items}
            columns={columns}
            tracks={tracks}
            columnCount={columnCount}
            rowHeight={rowHeight}
            openRowId={props.openRowId}
            onRowOpen={props.onRowOpen}
            onRowKeyDown={props.onRowKeyDown}
            detailsOf={props.detailsOf}
            isExpanded={props.isExpanded}
            selection={selection}
            onToggleGroup={collapse?.onToggle}
            arrival={props.arrival}
            isMain={isMain}
          />
        </Box>
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
