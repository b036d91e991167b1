import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Paper from '@mui/material/Paper';
import {
  getCoreRowModel,
  useReactTable,
  flexRender,
  type Header,
  type Table,
} from '@tanstack/react-table';
import { useMemo, type ReactNode, useRef } from 'react';
import type { SystemStyleObject } from '@mui/system';
import ArrowDownwardIcon from '@mui/icons-material/ArrowDownward';
import ArrowUpwardIcon from '@mui/icons-material/ArrowUpward';
import ButtonBase from '@mui/material/ButtonBase';
import { useRovingFocus } from '../hooks/useRovingFocus';
import {
  SelectCell,
  createTrackStyles,
  getColumnStyle,
  STACKED,
} from './columnStyles';
import { callboardReactTranslationRef } from '../translation';
import type {
  DataTableColumn,
  DataTableOrder,
  DataTableProps,
  DataTableSelection,
} from './dataTableTypes';
import { DataTableBody } from './DataTableBody';
import { DataTableFoot } from './DataTableFoot';
import { visuallyHidden } from './visuallyHidden';
import { useArrowsToMainList } from './mainList';
import { buildTableItems } from './buildTableItems';

function OrderButton(props: {
  orderBy: string;
  order: DataTableOrder;
  /** Whether the column is right-aligned: the arrow then precedes the name. */
  isAtEnd?: boolean;
  children: ReactNode;
}) {
  const { orderBy, order } = props;
  const isAscending = order.value === orderBy;
  const isDescending = order.value === `-${orderBy}`;
  const Arrow = isDescending ? ArrowDownwardIcon : ArrowUpwardIcon;
  return (
    <ButtonBase
      onClick={() => order.onChange(isAscending ? `-${orderBy}` : orderBy)}
      sx={theme => ({
        gap: 0.5,
        flexDirection: props.isAtEnd ? 'row-reverse' : undefined,
        borderRadius: 0.5,
        font: 'inherit',
        color: isAscending || isDescending ? 'text.primary' : 'inherit',
        '& svg': { fontSize: 14, opacity: isAscending || isDescending ? 1 : 0 },
        '&:hover svg, &:focus-visible svg': { opacity: 1 },
        '&:focus-visible': {
          outline: `2px solid ${theme.palette.primary.main}`,
          outlineOffset: 2,
        },
        // In stacked rows, the headings are invisible and must not take the focus.
        [STACKED]: { visibility: 'hidden' },
      })}
    >
      {props.children}
      <Arrow aria-hidden />
    </ButtonBase>
  );
}

const narrowOnly = {
  display: 'none',
  [STACKED]: { display: 'inline' },
} as const;

function getAriaSort(orderBy: string | undefined, order?: DataTableOrder) {
  if (!orderBy || !order) {
    return undefined;
  }
  if (order.value === orderBy) {
    return 'ascending';
  }
  return order.value === `-${orderBy}` ? 'descending' : 'none';
}

function ColumnHead<Row>(props: {
  header: Header<Row, unknown>;
  colIndex: number;
  order?: DataTableOrder;
}) {
  const { header, order } = props;
  const column = header.column.columnDef as DataTableColumn<Row>;
  const text = flexRender(column.header, header.getContext());
  return (
    <Box
      role="columnheader"
      aria-colindex={props.colIndex}
      aria-sort={getAriaSort(column.orderBy, order)}
      sx={getColumnStyle(column)}
    >
      {column.orderBy && order ? (
        <>
          <OrderButton
            orderBy={column.orderBy}
            order={order}
            isAtEnd={column.align === 'end'}
          >
            {text}
          </OrderButton>
          {/* In stacked rows, names the heading in place of the hidden button. */}
          <Box component="span" sx={narrowOnly}>
            {text}
          </Box>
        </>
      ) : (
        text
      )}
    </Box>
  );
}

function DataTableHead<Row>(props: {
  table: Table<Row>;
  tracks: SystemStyleObject;
  order?: DataTableOrder;
  select?: ReactNode;
}) {
  const columnOffset = props.select ? 1 : 0;
  const headings = useRef<HTMLDivElement>(null);
  const roving = useRovingFocus(headings);
  return (
    <Box role="rowgroup" ref={headings} onKeyDown={roving.onKeyDown}>
      {props.table.getHeaderGroups().map(group => (
        <Box
          key={group.id}
          role="row"
          aria-rowindex={1}
          sx={{
            display: 'grid',
            ...props.tracks,
            columnGap: 2,
            px: 2,
            height: 36,
            alignItems: 'center',
            borderBottom: 1,
            borderColor: 'divider',
            color: 'text.secondary',
            typography: 'caption',
            fontWeight: 600,
            [STACKED]: { ...visuallyHidden, px: 0 },
          }}
        >
          {props.select}
          {group.headers.map((header, index) => (
            <ColumnHead
              key={header.id}
              header={header}
              colIndex={columnOffset + index + 1}
              order={props.order}
            />
          ))}
        </Box>
      ))}
    </Box>
  );
}

/** Selects all loaded rows, or none. */
function SelectAll<Row>(props: {
  rows: Row[];
  rowId: (row: Row) => string;
  selection: DataTableSelection<Row>;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const { rows, rowId, selection } = props;
  const { selected, onChange } = selection;
  const areAllSelected =
    rows.length > 0 &&
    selected.size >= rows.length &&
    rows.every(row => selected.has(rowId(row)));
  return (
    <SelectCell
      role="columnheader"
      label={t('table.selectAll')}
      checked={areAllSelected}
      indeterminate={selected.size > 0 && !areAllSelected}
      onToggle={() => onChange(new Set(areAllSelected ? [] : rows.map(rowId)))}
    />
  );
}

const getId = (row: unknown) => (row as { id: string }).id;

/**
 * The table of Callboard's lists. It virtualises any number of rows, which scroll with the page
 * under sticky group headings. Arrow keys move the focus over rows, and so do J and K while no row
 * is open. Rows of an earlier query are dimmed until the new response arrives. Added rows do not
 * shift the scroll position. If the table is narrower than 720 px, rows are stacked.
 *
 * @public
 */
export function DataTable<Row extends { id: string }>(
  props: DataTableProps<Row>,
): JSX.Element;
/** @public */
export function DataTable<Row>(
  props: DataTableProps<Row> & Required<Pick<DataTableProps<Row>, 'rowId'>>,
): JSX.Element;
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const { columns, rows, getGroup, selection, rowHeight = 40 } = props;
  const { rowId = getId, collapse, isMain = false } = props;
  const isStale = props.pages?.isStale ?? false;
  const table = useReactTable({
    data: rows,
    columns,
    getRowId: rowId,
    getCoreRowModel: getCoreRowModel(),
  });
  const tableRows = table.getRowModel().rows;
  const items = useMemo(
    () => buildTableItems(tableRows, getGroup, collapse),
    [tableRows, getGroup, collapse],
  );
  const isSelectable = selection !== undefined;
  const tracks = useMemo(
    () => createTrackStyles(columns, isSelectable),
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
            {...props}
            items={items}
            tracks={tracks}
            columnCount={columnCount}
            rowHeight={rowHeight}
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
