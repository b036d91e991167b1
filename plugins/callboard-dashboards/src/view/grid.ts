/** How high a row of the grid is, in pixels. */
export const ROW_HEIGHT = 40;

/** The room between widgets, in pixels. */
export const GAP = 16;

/** Below this width of the board, in pixels, widgets are stacked. */
export const NARROW = 720;

/** What a card has around its contents: padding, border and the line of its title. */
const AROUND_CONTENT = 54;

/** How high the contents of a widget of so many rows are, in pixels. */
export function contentHeightOf(rows: number): number {
  return rows * ROW_HEIGHT + (rows - 1) * GAP - AROUND_CONTENT;
}
