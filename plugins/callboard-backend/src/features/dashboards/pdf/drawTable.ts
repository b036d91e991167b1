import { CellValue, Column } from '../../../exports';
import { WidgetTable } from '../files/WidgetTable';
import { drawLine } from './drawLine';
import { drawMore } from './drawMore';
import { Box, inks } from './paper';

const ROW = 13;
const FONT = 8;
const GAP = 8;

/** The first column has names, the others numbers. */
const NAME_SHARE = 0.4;

/** Narrower columns cannot be read. */
const LEAST_COLUMN = 44;

/** Draws as many rows and columns of a table as there is room for, and says how many there are. */
export function drawTable(
  document: PDFKit.PDFDocument,
  { columns, rows, totals }: WidgetTable,
  box: Box,
): void {
  const shown = columns.slice(0, columnsIn(box));
  const widths = widthsOf(shown, box.width);
  let { y } = box;
  const row = (values: readonly CellValue[], isBold: boolean) => {
    let { x } = box;
    shown.forEach((_, index) => {
      const width = widths[index] - GAP;
      drawLine(
        document,
        textOf(values[index]),
        { x, y, width },
        { size: FONT, isBold, align: index === 0 ? 'left' : 'right' },
      );
      x += widths[index];
    });
    y += ROW;
  };
  const room = Math.floor(box.height / ROW) - 1 - (totals ? 1 : 0);
  if (room < 1) {
    // Nothing may be drawn over the widgets beneath.
    const all = `${rows.length} rows, which are in the spreadsheet`;
    drawLine(document, all, { ...box, y }, { size: 7, colour: inks.weak });
    return;
  }
  const fitting = rows.length <= room ? rows : rows.slice(0, room - 1);
  row(
    shown.map(({ header }) => header),
    true,
  );
  fitting.forEach(values => row(values, false));
  if (totals) {
    row(totals, true);
  }
  const left = [
    ...(fitting.length < rows.length
      ? [`${rows.length - fitting.length} rows`]
      : []),
    ...(shown.length < columns.length
      ? [`${columns.length - shown.length} columns`]
      : []),
  ];
  if (left.length > 0) {
    drawMore(document, `And ${left.join(' and ')} more`, { ...box, y });
  }
}

function columnsIn({ width }: Box): number {
  return 1 + Math.floor((width * (1 - NAME_SHARE)) / LEAST_COLUMN);
}

function widthsOf(columns: readonly Column[], width: number): number[] {
  if (columns.length === 1) {
    return [width];
  }
  const others = (width * (1 - NAME_SHARE)) / (columns.length - 1);
  return columns.map((_, index) => (index === 0 ? width * NAME_SHARE : others));
}

function textOf(value: CellValue): string {
  return value === null || value === undefined ? '–' : String(value);
}
