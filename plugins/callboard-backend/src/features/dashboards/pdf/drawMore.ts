import { Drawing } from './Drawing';
import { drawLine } from './drawLine';
import { Box, inks } from './paper';
import { drawElement } from './structure';

/** Notes how much did not fit, at the end of the drawn part: `And 3 rows more`. */
export function drawMore(
  drawing: Drawing,
  more: string,
  area: Pick<Box, 'x' | 'y' | 'width'>,
): void {
  drawElement(drawing, 'P', () =>
    drawLine(drawing, `${more}. Export to Excel to see all`, area, {
      size: 7,
      colour: inks.weak,
    }),
  );
}
