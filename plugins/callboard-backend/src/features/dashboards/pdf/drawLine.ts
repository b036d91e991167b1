import { cutText } from '../../../database/cutText';
import { printable } from '../../../exports/printable';
import { Box, fonts, inks } from './paper';

/** More never fit into a line, and would be measured one by one. */
const MAX_LINE = 300;

/** How a line is written. */
export interface LineStyle {
  size: number;
  colour?: string;
  isBold?: boolean;
  align?: 'left' | 'right';
}

/** Writes one line of text, cut with a mark where it does not fit. */
export function drawLine(
  document: PDFKit.PDFDocument,
  text: string,
  { x, y, width }: Pick<Box, 'x' | 'y' | 'width'>,
  { size, colour = inks.plain, isBold = false, align }: LineStyle,
): void {
  const line = printable(cutText(text, MAX_LINE)).replace(/\s+/gu, ' ');
  document
    .font(isBold ? fonts.bold : fonts.plain)
    .fontSize(size)
    .fillColor(colour)
    .text(line, x, y, {
      width,
      align,
      height: document.currentLineHeight(),
      ellipsis: '…',
    });
}
