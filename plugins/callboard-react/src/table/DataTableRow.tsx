import Box from '@mui/material/Box';
import type { SystemStyleObject } from '@mui/system';
import { flexRender, type Row as TableRow } from '@tanstack/react-table';
import { memo, type KeyboardEvent, type MouseEvent } from 'react';
import { CannotBeShown, ErrorBoundary } from '../states/ErrorBoundary';
import { getCellStyle, SelectCell, STACKED } from './columnStyles';
import type { DataTableColumn } from './dataTableTypes';

/** Whether an event belongs to an element inside the row, or to a menu that the element opened. */
function isForContent(event: MouseEvent | KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  const inner = target.closest('a, button, input');
  return (
    !event.currentTarget.contains(target) ||
    (inner !== null && inner !== event.currentTarget)
  );
}

export interface RowSelection<Row> {
  getRowLabel: (row: Row) => string;
  onToggle: (id: string) => void;
}

interface DataTableRowProps<Row> {
  row: TableRow<Row>;
  /** The columns of the table; a change to them renders the row again. */
  columns: DataTableColumn<Row>[];
  tracks: SystemStyleObject;
  /** The height of the sticky content that covers the top of the page. */
  coveredHeight: number;
  minHeight: number;
  active: boolean;
  isOpen: boolean;
  rowIndex: number;
  onOpen?: (row: Row) => void;
  onKeyDown?: (event: KeyboardEvent<HTMLElement>, row: Row) => void;
  expanded?: boolean;
  selection?: RowSelection<Row>;
  isChecked: boolean;
}

function GridRow<Row>(props: DataTableRowProps<Row>) {
  const { row, onOpen, selection, isChecked } = props;
  const columnOffset = selection ? 1 : 0;
  const isHighlighted = props.isOpen || isChecked;
  return (
    <Box
      role="row"
      data-index={props.rowIndex}
      aria-rowindex={props.rowIndex + 2}
      aria-selected={selection ? isChecked : onOpen && props.isOpen}
      aria-expanded={props.expanded}
      tabIndex={props.active ? 0 : -1}
      onClick={event => {
        if (
          onOpen &&
          !isForContent(event) &&
          !window.getSelection()?.toString()
        )
          onOpen(row.original);
      }}
      onKeyDown={(event: KeyboardEvent<HTMLElement>) => {
        if (isForContent(event)) {
          return;
        }
        if (event.key === 'Enter' && onOpen) {
          event.preventDefault();
          onOpen(row.original);
        }
        if (event.key === ' ' && selection) {
          event.preventDefault();
          selection.onToggle(row.id);
        }
        props.onKeyDown?.(event, row.original);
      }}
      sx={theme => ({
        display: 'grid',
        ...props.tracks,
        // Keeps the sticky content from covering a row that Tab focuses.
        scrollMarginTop: props.coveredHeight,
        columnGap: 2,
        alignItems: 'center',
        minHeight: props.minHeight,
        px: 2,
        borderBottom: 1,
        borderColor: 'divider',
        typography: 'body2',
        cursor: onOpen ? 'pointer' : undefined,
        bgcolor: isHighlighted ? 'action.selected' : undefined,
        '&:hover': { bgcolor: isHighlighted ? 'action.focus' : 'action.hover' },
        '&:focus-visible': {
          outline: `2px solid ${theme.palette.primary.main}`,
          outlineOffset: -2,
        },
        [STACKED]: {
          display: 'flex',
          flexWrap: 'wrap',
          rowGap: 0.5,
          columnGap: 1,
          py: 1,
          ...(selection ? { paddingInlineStart: 7, position: 'relative' } : {}),
        },
      })}
    >
      {selection && (
        <SelectCell
          role="gridcell"
          tabIndex={props.active ? 0 : -1}
          label={selection.getRowLabel(row.original)}
          checked={isChecked}
          onToggle={() => selection.onToggle(row.id)}
        />
      )}
      <ErrorBoundary
        resetKey={row.original}
        fallback={
          <Box
            role="gridcell"
            aria-colindex={columnOffset + 1}
            sx={{ gridColumn: `${columnOffset + 1} / -1` }}
          >
            <CannotBeShown />
          </Box>
        }
      >
        {row.getVisibleCells().map((cell, index) => {
          const column = cell.column.columnDef as DataTableColumn<Row>;
          return (
            <Box
              key={cell.id}
              role="gridcell"
              aria-colindex={columnOffset + index + 1}
              sx={getCellStyle(column)}
            >
              {flexRender(cell.column.columnDef.cell, cell.getContext())}
            </Box>
          );
        })}
      </ErrorBoundary>
    </Box>
  );
}

/** Ignores the row object itself, which the table creates anew for each loaded page. */
function hasSameData<Row>(
  before: DataTableRowProps<Row>,
  { row, ...after }: DataTableRowProps<Row>,
): boolean {
  return (
    before.row.original === row.original &&
    Object.entries(after).every(
      ([name, value]) => before[name as keyof typeof after] === value,
    )
  );
}

/** A row: a grid, or stacked lines. It renders only when its own data change, not on scroll. */
export const DataTableRow = memo(GridRow, hasSameData) as typeof GridRow;
