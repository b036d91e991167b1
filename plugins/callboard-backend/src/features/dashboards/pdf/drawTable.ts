import { Drawing } from './Drawing';
import { drawLine, LineStyle } from './drawLine';
import { drawMore } from './drawMore';
import { Box, inks } from './paper';
import { drawElement, nestElements } from './structure';

const ROW = 13;
const FONT = 8;
const GAP = 8;

/** The share of the first column, which has names; the others have numbers. */
const NAME_SHARE = 0.4;

/** Narrower columns are unreadable. */
const LEAST_COLUMN = 44;

/** A table as text. */
export interface PrintedTable {
  headers: readonly string[];
  rows: readonly string[][];
  /** The last row; further cells are empty. */
  totals: string[] | undefined;
}

/** Draws the rows and columns of a table that fit, and notes the total number. */
export function drawTable(
  drawing: Drawing,
  { headers, rows, totals }: PrintedTable,
  box: Box,
): void {
  const shown = headers.slice(0, countColumns(box));
  const widths = computeColumnWidths(shown, box.width);
  let { y } = box;
  const drawRow = (
    table: Drawing,
    values: readonly string[],
    isBold: boolean,
  ) =>
    nestElements(table, 'TR', cells => {
      let { x } = box;
      shown.forEach((_, index) => {
        const width = widths[index] - GAP;
        const style: LineStyle = {
          size: FONT,
          face: isBold ? 'bold' : 'plain',
          align: index === 0 ? 'left' : 'right',
        };
        drawElement(cells, isBold || index === 0 ? 'TH' : 'TD', () =>
          drawLine(cells, values[index] ?? '', { x, y, width }, style),
        );
        x += widths[index];
      });
      y += ROW;
    });
  const room = Math.floor(box.height / ROW) - 1 - (totals ? 1 : 0);
  if (room < 1) {
    // The note must not overlap the widgets below.
    const all = `${rows.length} rows. Export to Excel to see all`;
    drawElement(drawing, 'P', () =>
      drawLine(drawing, all, { ...box, y }, { size: 7, colour: inks.weak }),
    );
    return;
  }
  const fitting = rows.length <= room ? rows : rows.slice(0, room - 1);
  nestElements(drawing, 'Table', table => {
    drawRow(table, shown, true);
    fitting.forEach(values => drawRow(table, values, false));
    if (totals) {
      drawRow(table, totals, true);
    }
  });
  const left = [
    ...(fitting.length < rows.length
      ? [`${rows.length - fitting.length} rows`]
      : []),
    ...(shown.length < headers.length
      ? [`${headers.length - shown.length} columns`]
      : []),
  ];
  if (left.length > 0) {
    drawMore(drawing, `And ${left.join(' and ')} more`, { ...box, y });
  }
}

function countColumns({ width }: Box): number {
  return 1 + Math.floor((width * (1 - NAME_SHARE)) / LEAST_COLUMN);
}

function computeColumnWidths(
  columns: readonly string[],
  width: number,
): number[] {
  if (columns.length === 1) {
    return [width];
  }
  const others = (width * (1 - NAME_SHARE)) / (columns.length - 1);
  return columns.map((_, index) => (index === 0 ? width * NAME_SHARE : others));
}
