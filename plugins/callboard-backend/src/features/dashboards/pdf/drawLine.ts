import { cutText } from '../../../database/cutText';
import { removeUnprintable } from '../../../exports/removeUnprintable';
import { Drawing } from './Drawing';
import { Box, inks } from './paper';
import { FontFace } from './text/fontFiles';
import { fitText } from './text/fitText';

/** Longer texts never fit into a line, and measuring them is slow. */
const MAX_LINE = 300;

/** The style of a line of text. */
export interface LineStyle {
  size: number;
  colour?: string;
  face?: FontFace;
  align?: 'left' | 'right';
}

/** Draws one line of text, cut with an ellipsis if it does not fit. */
export function drawLine(
  { fonts }: Drawing,
  text: string,
  { x, y, width }: Pick<Box, 'x' | 'y' | 'width'>,
  { size, colour = inks.plain, face = 'plain', align = 'left' }: LineStyle,
): void {
  const measure = (part: string) => fonts.measure(part, face, size);
  const whole = removeUnprintable(cutText(text, MAX_LINE)).replace(
    /\s+/gu,
    ' ',
  );
  const line = fitText(whole, width, measure);
  const left = align === 'right' ? x + width - measure(line) : x;
  const origin = { x: left, y: y + fonts.getAscent(face, size) };
  fonts.draw(line, origin, { face, size, colour });
}
