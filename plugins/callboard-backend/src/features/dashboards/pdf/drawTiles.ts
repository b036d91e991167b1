import { NumberBar, WidgetBars } from '@callboard/plugin-callboard-common';
import {
  Drawing,
  Box,
  inks,
  drawElement,
  drawLine,
  drawOverflowNote,
} from './Drawing';

/** Narrower tiles would be illegible. */
const MIN_TILE_WIDTH = 76;

/** The height of a tile that shows the previous value. */
const TILE_HEIGHT = 40;

/** The height of a tile that omits the previous value. */
const SHORT_TILE_HEIGHT = 28;

const GAP = 6;
const NOTE_HEIGHT = 10;

/** Draws the numbers of an overview side by side, as on the dashboard page. */
export function drawTiles(
  drawing: Drawing,
  { data }: Pick<WidgetBars, 'data'>,
  { x, y, width, height }: Box,
): void {
  const maxColumns = Math.max(1, Math.floor(width / MIN_TILE_WIDTH));
  const columns = Math.min(maxColumns, data.length);
  const rows = Math.ceil(data.length / columns);
  const tileHeight =
    rows * TILE_HEIGHT <= height ? TILE_HEIGHT : SHORT_TILE_HEIGHT;
  const isWhole = rows * tileHeight <= height;
  const maxRows = isWhole
    ? rows
    : Math.floor((height - NOTE_HEIGHT) / tileHeight);
  if (maxRows < 1) {
    const all = data
      .map(one => `${one.name} ${formatTileValue(drawing, one)}`)
      .join(' · ');
    drawElement(drawing, 'P', () =>
      drawLine(drawing, all, { x, y, width }, { size: 7, colour: inks.plain }),
    );
    return;
  }
  const shown = data.slice(0, columns * maxRows);
  const tileWidth = width / columns;
  shown.forEach((number, nth) => {
    const area = { x: x + (nth % columns) * tileWidth, width: tileWidth - GAP };
    const top = y + Math.floor(nth / columns) * tileHeight;
    const drawTileLine = (
      text: string,
      down: number,
      size: number,
      colour: string,
    ) => drawLine(drawing, text, { ...area, y: top + down }, { size, colour });
    drawElement(drawing, 'P', () => {
      drawTileLine(formatTileValue(drawing, number), 0, 14, inks.strong);
      drawTileLine(number.name, 17, 7, inks.plain);
      if (tileHeight === TILE_HEIGHT && typeof number.previous === 'number') {
        const { previous: count } = number;
        const previous = formatTileValue(drawing, { ...number, count });
        drawTileLine(`previous: ${previous}`, 27, 7, inks.weak);
      }
    });
  });
  if (shown.length < data.length) {
    const omitted = data.length - shown.length;
    drawOverflowNote(drawing, `And ${omitted} more`, {
      x,
      y: y + maxRows * tileHeight,
      width,
    });
  }
}

/** Formats a number of the overview in its unit. */
function formatTileValue(
  { formats }: Drawing,
  { key, count }: NumberBar,
): string {
  const metric = key === 'logged_minutes' ? key : 'count';
  return formats.getMetricFormats(metric).formatValue(count);
}
