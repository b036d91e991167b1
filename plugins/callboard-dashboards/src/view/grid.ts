/** The height of a row of the grid, in pixels. */
export const ROW_HEIGHT = 40;

/** The gap between widgets, in pixels. */
export const GAP = 16;

/** Below this width of the board, in pixels, widgets are stacked. */
export const NARROW = 720;

/** Height of a card around its content: padding, border and title line. */
const AROUND_CONTENT = 54;

/** Returns the content height of a widget that spans this number of rows, in pixels. */
export function getContentHeight(rows: number): number {
  return rows * ROW_HEIGHT + (rows - 1) * GAP - AROUND_CONTENT;
}
