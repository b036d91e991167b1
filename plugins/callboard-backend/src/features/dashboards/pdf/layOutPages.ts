import { GRID_COLUMNS, WidgetSize } from '@callboard/plugin-callboard-common';
import { Box, paper } from './paper';

const GAP = 6;

/** The height of a grid row relative to the width of a column: a page has 18 rows. */
const ROW_PER_COLUMN = 0.395;

/** The height of the header of the first page. */
const HEADING = 52;

/** The height of the footer of each page. */
const FOOT = 14;

const column = (paper.width - 2 * paper.margin) / GRID_COLUMNS;
const row = column * ROW_PER_COLUMN;

/** The page and area of a widget. */
export interface PagePosition {
  /** From 0. */
  page: number;
  box: Box;
}

/**
 * Computes where widgets are drawn, following their layout. A widget that crosses the end of a page
 * starts the next one, and the following ones move with it; a widget taller than a page gets the
 * height of a page.
 *
 * @param sizes - from top to bottom
 */
export function layOutPages(sizes: readonly WidgetSize[]): PagePosition[] {
  const bottom = paper.height - paper.margin - FOOT;
  let page = 0;
  let firstRow = sizes[0]?.y ?? 0;
  return sizes.map(({ x, y, width, height }) => {
    const computeTop = () =>
      paper.margin +
      (page === 0 ? HEADING : 0) +
      Math.max(0, y - firstRow) * row;
    if (y > firstRow && computeTop() + height * row > bottom) {
      page += 1;
      firstRow = y;
    }
    const top = computeTop();
    return {
      page,
      box: {
        x: paper.margin + x * column + GAP / 2,
        y: top + GAP / 2,
        width: width * column - GAP,
        height: Math.min(height * row, bottom - top) - GAP,
      },
    };
  });
}
