import type { TimesheetRow } from '@callboard/plugin-callboard-common';
import {
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
  type RefObject,
} from 'react';
import type { GridPlace } from './GridPlace';
import { clampPlace, type GridSize } from './moveIn';
import { keyOfRow } from './useSteadyOrder';

/** A target for the focus; a new object for each request. */
export interface GridGoal {
  /** The key of the row; the current one by default. */
  row?: string;
  /** The current column by default. */
  column?: number | 'today';
}

interface Cursor extends GridPlace {
  /** The key of the row, which may change its index. */
  key?: string;
}

/** The element at a position. */
export function cellAt(
  table: HTMLTableElement | null,
  { row, column }: GridPlace,
): HTMLTableCellElement | undefined {
  return table?.tBodies[0]?.rows[row]?.cells[column];
}

/** The tab stop of the grid. It follows its row when rows are added or removed. */
export function useGridCursor(
  table: RefObject<HTMLTableElement>,
  rows: readonly TimesheetRow[],
  options: {
    size: GridSize;
    goal?: GridGoal;
    /** The column of today; 1 in other weeks. */
    todayColumn: number;
  },
): {
  place: GridPlace;
  /** Moves the cursor and the focus. */
  moveTo: (place: GridPlace) => void;
  /** Records a focus change by the browser. */
  follow: (place: GridPlace) => void;
} {
  const { size, goal, todayColumn } = options;
  const [cursor, setCursor] = useState<Cursor>({ row: 0, column: 1 });
  /** Whether to focus the position after the next render. */
  const isFocusPending = useRef(false);
  const reached = useRef<GridGoal>();
  const at = rows.findIndex(row => keyOfRow(row) === cursor.key);
  const place = clampPlace(
    { row: at < 0 ? cursor.row : at, column: cursor.column },
    size,
  );
  const follow = useCallback(
    (to: GridPlace) =>
      setCursor({ ...to, key: rows[to.row] && keyOfRow(rows[to.row]) }),
    [rows],
  );
  const moveTo = useCallback(
    (to: GridPlace) => {
      isFocusPending.current = true;
      follow(to);
    },
    [follow],
  );
  // Must run before the effect of the goal, which takes effect at the next render.
  useLayoutEffect(() => {
    if (isFocusPending.current) {
      isFocusPending.current = false;
      cellAt(table.current, place)?.focus();
    }
  });
  useLayoutEffect(() => {
    if (!goal || goal === reached.current) {
      return;
    }
    const row =
      goal.row === undefined
        ? place.row
        : rows.findIndex(each => keyOfRow(each) === goal.row);
    // A row that was just added may appear with the next render.
    if (row >= 0) {
      reached.current = goal;
      const { column = place.column } = goal;
      moveTo({ row, column: column === 'today' ? todayColumn : column });
    }
  });
  return { place, moveTo, follow };
}
