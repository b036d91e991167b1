import Box from '@mui/material/Box';
import type { SystemStyleObject } from '@mui/system';
import { flexRender, type Row as TableRow } from '@tanstack/react-table';
import type { KeyboardEvent, MouseEvent } from 'react';
import { CannotBeShown } from '../states/CannotBeShown';
import { ErrorBoundary } from '../states/ErrorBoundary';
import { cellStyle } from './columnStyles';
import type { DataTableColumn } from './DataTableColumn';
import { SelectCell } from './SelectCell';
import { STACKED } from './stacked';

/** True for a click that was meant for something inside the row. */
function isForContent(event: MouseEvent | KeyboardEvent): boolean {
  const inner = (event.target as HTMLElement).closest('a, button, input');
  return inner !== null && inner !== event.currentTarget;
}

/** One row: a grid, or a few wrapped lines where the table is narrow. */
export function DataTableRow<Row>(props: {
  row: TableRow<Row>;
  tracks: SystemStyleObject;
  /** The height of what lies over the top of the page it scrolls in. */
  covered: number;
  minHeight: number;
  active: boolean;
  selected: boolean;
  rowIndex: number;
  onOpen?: (row: Row) => void;
  onKeyDown?: (event: KeyboardEvent<HTMLElement>, row: Row) => void;
  /** Whether its details stand open below it, where it has any. */
  expanded?: boolean;
  /** The checkbox of the row, where rows can be ticked. */
  tick?: { label: string; checked: boolean; onToggle: () => void };
}) {
  const { row, onOpen, tick } = props;
  const before = tick ? 1 : 0;
  const isMarked = props.selected || tick?.checked;
  return (
    <Box
      role="row"
      data-index={props.rowIndex}
      aria-rowindex={props.rowIndex + 2}
      aria-selected={tick?.checked ?? (onOpen ? props.selected : undefined)}
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
        if (event.key === ' ' && tick) {
          event.preventDefault();
          tick.onToggle();
        }
        props.onKeyDown?.(event, row.original);
      }}
      sx={theme => ({
        display: 'grid',
        ...props.tracks,
        // Else Tab would lead to a row that is covered.
        scrollMarginTop: props.covered,
        columnGap: 2,
        alignItems: 'center',
        minHeight: props.minHeight,
        px: 2,
        borderBottom: 1,
        borderColor: 'divider',
        typography: 'body2',
        cursor: onOpen ? 'pointer' : undefined,
        bgcolor: isMarked ? 'action.selected' : undefined,
        '&:hover': { bgcolor: isMarked ? 'action.focus' : 'action.hover' },
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
          ...(tick ? { paddingInlineStart: 7, position: 'relative' } : {}),
        },
      })}
    >
      {tick && (
        <SelectCell
          role="gridcell"
          tabIndex={props.active ? 0 : -1}
          {...tick}
        />
      )}
      <ErrorBoundary
        resetKey={row.original}
        fallback={
          <Box
            role="gridcell"
            aria-colindex={before + 1}
            sx={{ gridColumn: `${before + 1} / -1` }}
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
              aria-colindex={before + index + 1}
              sx={cellStyle(column)}
            >
              {flexRender(cell.column.columnDef.cell, cell.getContext())}
            </Box>
          );
        })}
      </ErrorBoundary>
    </Box>
  );
}
