import type { TimesheetRow } from '@callboard/plugin-callboard-common';
import {
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
  type RefObject,
} from 'react';
import type { CellPosition } from './CellPosition';
import { clampPosition, type GridSize } from './findMoveTarget';
import { getRowKey } from './useSteadyOrder';

/** A target for the focus; a new object for each request. */
export interface FocusTarget {
  /** The key of the row; the current one by default. */
  row?: string;
  /** The current column by default. */
  column?: number | 'today';
}

interface Cursor extends CellPosition {
  /** The key of the row, which may change its index. */
  key?: string;
}

/** The element at a position. */
export function getCellElement(
  table: HTMLTableElement | null,
  { row, column }: CellPosition,
): HTMLTableCellElement | undefined {
  return table?.tBodies[0]?.rows[row]?.cells[column];
}

/** The tab stop of the grid. It follows its row when rows are added or removed. */
export function useGridCursor(
  table: RefObject<HTMLTableElement>,
  rows: readonly TimesheetRow[],
  options: {
    size: GridSize;
    goal?: FocusTarget;
    /** The column of today; 1 in other weeks. */
    todayColumn: number;
  },
): {
  position: CellPosition;
  /** Moves the cursor and the focus. */
  moveTo: (position: CellPosition) => void;
  /** Records a focus change by the browser. */
  follow: (position: CellPosition) => void;
} {
  const { size, goal, todayColumn } = options;
  const [cursor, setCursor] = useState<Cursor>({ row: 0, column: 1 });
  /** Whether to focus the position after the next render. */
  const isFocusPending = useRef(false);
  const reached = useRef<FocusTarget>();
  const at = rows.findIndex(row => getRowKey(row) === cursor.key);
  const position = clampPosition(
    { row: at < 0 ? cursor.row : at, column: cursor.column },
    size,
  );
  const follow = useCallback(
    (to: CellPosition) =>
      setCursor({ ...to, key: rows[to.row] && getRowKey(rows[to.row]) }),
    [rows],
  );
  const moveTo = useCallback(
    (to: CellPosition) => {
      isFocusPending.current = true;
      follow(to);
    },
    [follow],
  );
  // Must run before the effect of the goal, which takes effect at the next render.
  useLayoutEffect(() => {
    if (isFocusPending.current) {
      isFocusPending.current = false;
      getCellElement(table.current, position)?.focus();
    }
  });
  useLayoutEffect(() => {
    if (!goal || goal === reached.current) {
      return;
    }
    const row =
      goal.row === undefined
        ? position.row
        : rows.findIndex(each => getRowKey(each) === goal.row);
    // A row that was just added may appear with the next render.
    if (row >= 0) {
      reached.current = goal;
      const { column = position.column } = goal;
      moveTo({ row, column: column === 'today' ? todayColumn : column });
    }
  });
  return { position, moveTo, follow };
}
