import { drawLine } from './drawLine';
import { Box, inks } from './paper';

/** Says where that is for which there was no room: `And 3 rows more`. */
export function drawMore(
  document: PDFKit.PDFDocument,
  more: string,
  place: Pick<Box, 'x' | 'y' | 'width'>,
): void {
  drawLine(document, `${more}, which are in the spreadsheet`, place, {
    size: 7,
    colour: inks.weak,
  });
}
