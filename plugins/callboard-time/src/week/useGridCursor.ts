import type { TimesheetRow } from '@callboard/plugin-callboard-common';
import {
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
  type RefObject,
} from 'react';
import { getRowKey } from './weekCells';

export interface GridSize {
  rows: number;
  columns: number;
}

const clampIndex = (index: number, count: number) =>
  Math.max(0, Math.min(index, count - 1));

function clampPosition(position: CellPosition, size: GridSize): CellPosition {
  return {
    row: clampIndex(position.row, size.rows),
    column: clampIndex(position.column, size.columns),
  };
}

/**
 * Finds the target of a navigation key, as in spreadsheets; undefined for other keys.
 *
 * @param isFar - whether Ctrl or Cmd is pressed, which moves to the first or last row or column
 */
export function findMoveTarget(
  key: string,
  isFar: boolean,
  from: CellPosition,
  size: GridSize,
): CellPosition | undefined {
  const { row, column } = from;
  const last = { row: size.rows - 1, column: size.columns - 1 };
  const targets: Readonly<Record<string, CellPosition>> = {
    ArrowUp: { row: isFar ? 0 : row - 1, column },
    ArrowDown: { row: isFar ? last.row : row + 1, column },
    ArrowLeft: { row, column: isFar ? 0 : column - 1 },
    ArrowRight: { row, column: isFar ? last.column : column + 1 },
    Home: { row: isFar ? 0 : row, column: 0 },
    End: { row: isFar ? last.row : row, column: last.column },
  };
  return Object.hasOwn(targets, key)
    ? clampPosition(targets[key], size)
    : undefined;
}

/** Returns the next day; after the last day, the first day of the next row. */
export function getNextDayPosition(
  from: CellPosition,
  size: GridSize,
): CellPosition {
  return from.column + 1 < size.columns || from.row + 1 >= size.rows
    ? clampPosition({ ...from, column: from.column + 1 }, size)
    : { row: from.row + 1, column: 1 };
}

/** Returns the previous day; before the first day, the last day of the previous row. */
export function getPreviousDayPosition(
  from: CellPosition,
  size: GridSize,
): CellPosition {
  return from.column > 1 || from.row === 0
    ? { ...from, column: Math.max(1, from.column - 1) }
    : { row: from.row - 1, column: size.columns - 1 };
}

/** Finds the grid position of an event's target; undefined outside the cells. */
export function findCellPosition(
  target: EventTarget,
): CellPosition | undefined {
  const cell = (target as Element).closest<HTMLTableCellElement>('[data-cell]');
  const row = cell?.closest('tr');
  return cell && row
    ? { row: row.sectionRowIndex, column: cell.cellIndex }
    : undefined;
}

/** A position in the grid. Column 0 contains the row names; columns 1 to 7 are the days. */
export interface CellPosition {
  row: number;
  column: number;
}

/** A target for the focus. Each request to move the focus needs a new object. */
export interface FocusTarget {
  /** The key of the row; the current row by default. */
  row?: string;
  /** The current column by default. */
  column?: number | 'today';
}

interface Cursor extends CellPosition {
  /** The key of the row, because the row's index can change. */
  key?: string;
}

export function getCellElement(
  table: HTMLTableElement | null,
  { row, column }: CellPosition,
): HTMLTableCellElement | undefined {
  return table?.tBodies[0]?.rows[row]?.cells[column];
}

/** Tracks the grid's tab stop, which follows its row when rows are added or removed. */
export function useGridCursor(
  table: RefObject<HTMLTableElement>,
  rows: readonly TimesheetRow[],
  options: {
    size: GridSize;
    focusTarget?: FocusTarget;
    /** The column of today; 1 if the week does not contain today. */
    todayColumn: number;
  },
) {
  const { size, focusTarget, todayColumn } = options;
  const [cursor, setCursor] = useState<Cursor>({ row: 0, column: 1 });
  const isFocusPending = useRef(false);
  const reachedTarget = useRef<FocusTarget>();
  const rowIndex = rows.findIndex(row => getRowKey(row) === cursor.key);
  const position = clampPosition(
    { row: rowIndex < 0 ? cursor.row : rowIndex, column: cursor.column },
    size,
  );
  const setPosition = useCallback(
    (to: CellPosition) =>
      setCursor({ ...to, key: rows[to.row] && getRowKey(rows[to.row]) }),
    [rows],
  );
  const moveTo = useCallback(
    (to: CellPosition) => {
      isFocusPending.current = true;
      setPosition(to);
    },
    [setPosition],
  );
  // This effect must come before the next effect, which only requests a move: until the next
  // render, `position` is still the old position.
  useLayoutEffect(() => {
    if (isFocusPending.current) {
      isFocusPending.current = false;
      getCellElement(table.current, position)?.focus();
    }
  });
  useLayoutEffect(() => {
    if (!focusTarget || focusTarget === reachedTarget.current) {
      return;
    }
    const row =
      focusTarget.row === undefined
        ? position.row
        : rows.findIndex(each => getRowKey(each) === focusTarget.row);
    // A row that was just added may be missing until the next render.
    if (row >= 0) {
      reachedTarget.current = focusTarget;
      const { column = position.column } = focusTarget;
      moveTo({ row, column: column === 'today' ? todayColumn : column });
    }
  });
  return { position, moveTo, setPosition };
}
