import { cutText } from '../../../database/cutText';
import { printable } from '../../../exports/printable';
import { Drawing } from './Drawing';
import { Box, inks } from './paper';
import { FontFace } from './text/fontFiles';
import { fitText } from './text/fitText';

/** More never fit into a line, and would be measured one by one. */
const MAX_LINE = 300;

/** How a line is written. */
export interface LineStyle {
  size: number;
  colour?: string;
  face?: FontFace;
  align?: 'left' | 'right';
}

/** Writes one line of text, cut with an ellipsis where it does not fit. */
export function drawLine(
  { fonts }: Drawing,
  text: string,
  { x, y, width }: Pick<Box, 'x' | 'y' | 'width'>,
  { size, colour = inks.plain, face = 'plain', align = 'left' }: LineStyle,
): void {
  const measure = (part: string) => fonts.measure(part, face, size);
  const whole = printable(cutText(text, MAX_LINE)).replace(/\s+/gu, ' ');
  const line = fitText(whole, width, measure);
  const left = align === 'right' ? x + width - measure(line) : x;
  const place = { x: left, y: y + fonts.ascentOf(face, size) };
  fonts.draw(line, place, { face, size, colour });
}
