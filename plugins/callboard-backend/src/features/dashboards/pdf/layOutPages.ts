import { GRID_COLUMNS, WidgetSize } from '@callboard/plugin-callboard-common';
import { Box, paper } from './paper';

const GAP = 6;

/** How high a row of the grid is, beside how wide a column is: a page has 18 of them. */
const ROW_PER_COLUMN = 0.395;

/** Room for what is said above the first widgets of the first page. */
const HEADING = 52;

/** Room for the foot of each page. */
const FOOT = 14;

const column = (paper.width - 2 * paper.margin) / GRID_COLUMNS;
const row = column * ROW_PER_COLUMN;

/** Where a widget is drawn. */
export interface PagePosition {
  /** From 0. */
  page: number;
  box: Box;
}

/**
 * Where widgets are drawn, in their layout. One that crosses the end of a page
 * begins the next, and what follows moves with it; one that is higher than a page
 * is as high as that.
 *
 * @param sizes - from top to bottom
 */
export function layOutPages(sizes: readonly WidgetSize[]): PagePosition[] {
  const bottom = paper.height - paper.margin - FOOT;
  let page = 0;
  let firstRow = sizes[0]?.y ?? 0;
  return sizes.map(({ x, y, width, height }) => {
    const topOf = () =>
      paper.margin +
      (page === 0 ? HEADING : 0) +
      Math.max(0, y - firstRow) * row;
    if (y > firstRow && topOf() + height * row > bottom) {
      page += 1;
      firstRow = y;
    }
    const top = topOf();
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
