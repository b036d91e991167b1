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

/** A place that is to get the focus; another object each time that it is asked for. */
export interface GridGoal {
  /** A row by its key; where none is named, the one that is at hand. */
  row?: string;
  /** Where none is named, the one that is at hand. */
  column?: number | 'today';
}

interface Cursor extends GridPlace {
  /** Its row, which may come to stand elsewhere. */
  key?: string;
}

/** The element of a place. */
export function cellAt(
  table: HTMLTableElement | null,
  { row, column }: GridPlace,
): HTMLTableCellElement | undefined {
  return table?.tBodies[0]?.rows[row]?.cells[column];
}

/**
 * The one place of the grid that Tab leads to. It stays with its row, whatever rows
 * come and go around it.
 */
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
  /** Goes to a place, with the focus. */
  moveTo: (place: GridPlace) => void;
  /** Notes where the focus went by itself. */
  follow: (place: GridPlace) => void;
} {
  const { size, goal, todayColumn } = options;
  const [cursor, setCursor] = useState<Cursor>({ row: 0, column: 1 });
  /** Whether the place gets the focus once it is drawn. */
  const isIncluded = useRef(false);
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
      isIncluded.current = true;
      follow(to);
    },
    [follow],
  );
  // Before the goal is looked at: that one is drawn the next time.
  useLayoutEffect(() => {
    if (isIncluded.current) {
      isIncluded.current = false;
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
    // A row that was just added may come with the next drawing.
    if (row >= 0) {
      reached.current = goal;
      const { column = place.column } = goal;
      moveTo({ row, column: column === 'today' ? todayColumn : column });
    }
  });
  return { place, moveTo, follow };
}
