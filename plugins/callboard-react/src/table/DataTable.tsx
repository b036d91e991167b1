import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import {
  getCoreRowModel,
  useReactTable,
  type Row as TableRow,
} from '@tanstack/react-table';
import { useMemo, useRef, type KeyboardEvent } from 'react';
import type { DataTableColumn } from './DataTableColumn';
import { DataTableFoot } from './DataTableFoot';
import { DataTableGroupRow } from './DataTableGroupRow';
import { DataTableHead } from './DataTableHead';
import type { DataTableOrder } from './DataTableOrder';
import type { DataTablePages } from './DataTablePages';
import { DataTableRow } from './DataTableRow';
import type { DataTableSelection } from './DataTableSelection';
import { SELECT_TRACK } from './SelectCell';
import { SelectAll } from './SelectAll';
import { tableItems, type DataTableGroup } from './tableItems';
import { usePageVirtualizer } from './usePageVirtualizer';
import { useRowFocus } from './useRowFocus';

const GROUP_HEIGHT = 43;

/** @public */
export interface DataTableProps<Row> {
  /** What the table lists, for people who do not see it. */
  label: string;
  columns: DataTableColumn<Row>[];
  rows: Row[];
  /** A stable id of a row. Keep the function the same between draws. */
  rowId: (row: Row) => string;
  /** The heading a row stands under; rows must come sorted by it. */
  groupOf?: (row: Row) => DataTableGroup;
  /** Opens a row, by click or Enter. */
  onRowOpen?: (row: Row) => void;
  /** Keys that do something to the row in focus, besides Enter and Space. */
  onRowKeyDown?: (event: KeyboardEvent<HTMLElement>, row: Row) => void;
  /** The id of the row that is open. */
  openRowId?: string;
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

function tickOf<Row>(
  { id, original }: TableRow<Row>,
  { selected, onChange, labelOf }: DataTableSelection<Row>,
) {
  return {
    label: labelOf(original),
    checked: selected.has(id),
    onToggle: () => {
      const next = new Set(selected);
      if (!next.delete(id)) {
        next.add(id);
      }
      onChange(next);
    },
  };
}

/**
 * The list of Callboard: any number of rows in the page's own scrolling, under
 * headings where they are grouped, moved over with the arrow keys. More rows
 * appear where the reader is, without a jump. Below 720 px of its own width,
 * rows are stacked.
 *
 * @public
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, rowId, groupOf, selection, rowHeight = 40 } = props;
  const list = useRef<HTMLDivElement>(null);
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
  const tracks = [
    ...(selection ? [SELECT_TRACK] : []),
    ...columns.map(column => column.width),
  ].join(' ');
  const columnCount = columns.length + (selection ? 1 : 0);
  const focus = useRowFocus(list, items);
  const virtualizer = usePageVirtualizer(list, {
    count: items.length,
    keep: focus.activeIndex,
    keyOf: index => {
      const item = items[index];
      return item.kind === 'row' ? item.row.id : `group:${item.group.key}`;
    },
    estimateSize: index =>
      items[index].kind === 'row' ? rowHeight : GROUP_HEIGHT,
  });
  return (
    <Paper
      variant="outlined"
      sx={{ containerType: 'inline-size', overflowAnchor: 'none' }}
    >
      <div
        role="grid"
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
        <Box
          ref={list}
          role="rowgroup"
          onKeyDown={event => focus.onKeyDown(event, virtualizer)}
          sx={{ position: 'relative', height: virtualizer.getTotalSize() }}
        >
          {virtualizer.getVirtualItems().map(({ index, key, start }) => {
            const item = items[index];
            return (
              <div
                key={key}
                ref={virtualizer.measureElement}
                role="presentation"
                data-index={index}
                onFocus={() => focus.setActive(index)}
                style={{
                  position: 'absolute',
                  insetInline: 0,
                  top: 0,
                  transform: `translateY(${
                    start - virtualizer.options.scrollMargin
                  }px)`,
                }}
              >
                {item.kind === 'group' ? (
                  <DataTableGroupRow
                    group={item.group}
                    columns={columnCount}
                    rowIndex={index}
                  />
                ) : (
                  <DataTableRow
                    row={item.row}
                    tracks={tracks}
                    minHeight={rowHeight}
                    rowIndex={index}
                    active={index === focus.activeIndex}
                    selected={item.row.id === props.openRowId}
                    onOpen={props.onRowOpen}
                    onKeyDown={props.onRowKeyDown}
                    tick={selection && tickOf(item.row, selection)}
                  />
                )}
              </div>
            );
          })}
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
