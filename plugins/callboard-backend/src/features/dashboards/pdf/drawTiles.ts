import { NumberBar, WidgetBars } from '@callboard/plugin-callboard-common';
import { Drawing, Box, inks, drawElement, drawLine, drawMore } from './Drawing';

/** Narrower tiles would be illegible. */
const LEAST_WIDTH = 76;

/** The height of a tile with the previous value, and without it. */
const HIGH = 40;
const LOW = 28;

const GAP = 6;
const NOTE = 10;

/** Draws the numbers of an overview side by side, as on the page. */
export function drawTiles(
  drawing: Drawing,
  { data }: Pick<WidgetBars, 'data'>,
  { x, y, width, height }: Box,
): void {
  const inRow = Math.max(1, Math.floor(width / LEAST_WIDTH));
  const columns = Math.min(inRow, data.length);
  const rows = Math.ceil(data.length / columns);
  const tile = rows * HIGH <= height ? HIGH : LOW;
  const isWhole = rows * tile <= height;
  const room = isWhole ? rows : Math.floor((height - NOTE) / tile);
  if (room < 1) {
    const all = data
      .map(one => `${one.name} ${formatTileValue(drawing, one)}`)
      .join(' · ');
    drawElement(drawing, 'P', () =>
      drawLine(drawing, all, { x, y, width }, { size: 7, colour: inks.plain }),
    );
    return;
  }
  const shown = data.slice(0, columns * room);
  const each = width / columns;
  shown.forEach((number, nth) => {
    const area = { x: x + (nth % columns) * each, width: each - GAP };
    const top = y + Math.floor(nth / columns) * tile;
    const drawTileLine = (
      text: string,
      down: number,
      size: number,
      colour: string,
    ) => drawLine(drawing, text, { ...area, y: top + down }, { size, colour });
    drawElement(drawing, 'P', () => {
      drawTileLine(formatTileValue(drawing, number), 0, 14, inks.strong);
      drawTileLine(number.name, 17, 7, inks.plain);
      if (tile === HIGH && typeof number.previous === 'number') {
        const { previous: count } = number;
        const before = formatTileValue(drawing, { ...number, count });
        drawTileLine(`before: ${before}`, 27, 7, inks.weak);
      }
    });
  });
  if (shown.length < data.length) {
    const left = data.length - shown.length;
    drawMore(drawing, `And ${left} more`, { x, y: y + room * tile, width });
  }
}

/** A number of the overview, formatted in its unit. */
function formatTileValue(
  { formats }: Drawing,
  { key, count }: NumberBar,
): string {
  const metric = key === 'logged_minutes' ? key : 'count';
  return formats.getMetricFormats(metric).formatValue(count);
}
