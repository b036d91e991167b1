import type { CellPosition } from './CellPosition';

/** The size of the grid. */
export interface GridSize {
  rows: number;
  columns: number;
}

const clampIndex = (at: number, count: number) =>
  Math.max(0, Math.min(at, count - 1));

/** Clamps a position to the grid. */
export function clampPosition(
  position: CellPosition,
  size: GridSize,
): CellPosition {
  return {
    row: clampIndex(position.row, size.rows),
    column: clampIndex(position.column, size.columns),
  };
}

/**
 * The target of a navigation key, as in spreadsheets; undefined for other keys.
 *
 * @param isFar - whether Ctrl or Cmd is held, for the first and the last row
 */
export function findMoveTarget(
  key: string,
  isFar: boolean,
  from: CellPosition,
  size: GridSize,
): CellPosition | undefined {
  const { row, column } = from;
  const last = { row: size.rows - 1, column: size.columns - 1 };
  const goals: Readonly<Record<string, CellPosition>> = {
    ArrowUp: { row: isFar ? 0 : row - 1, column },
    ArrowDown: { row: isFar ? last.row : row + 1, column },
    ArrowLeft: { row, column: isFar ? 0 : column - 1 },
    ArrowRight: { row, column: isFar ? last.column : column + 1 },
    Home: { row: isFar ? 0 : row, column: 0 },
    End: { row: isFar ? last.row : row, column: last.column },
  };
  return Object.hasOwn(goals, key)
    ? clampPosition(goals[key], size)
    : undefined;
}

/** The next day; after the last one, the first day of the next row. Stops at the end of the grid. */
export function getNextDayPosition(
  from: CellPosition,
  size: GridSize,
): CellPosition {
  return from.column + 1 < size.columns || from.row + 1 >= size.rows
    ? clampPosition({ ...from, column: from.column + 1 }, size)
    : { row: from.row + 1, column: 1 };
}

/** The previous day; before the first one, the last day of the previous row. */
export function getPreviousDayPosition(
  from: CellPosition,
  size: GridSize,
): CellPosition {
  return from.column > 1 || from.row === 0
    ? { ...from, column: Math.max(1, from.column - 1) }
    : { row: from.row - 1, column: size.columns - 1 };
}
