import { ChartRequest } from './ChartRequest';

/** The maximum width of a name, in pixels; longer names are cut off. */
const MAX_NAME_WIDTH = 140;

/** A generous estimate of a letter's average width, in pixels. */
const LETTER_WIDTH = 7;

/** The width of the symbol before a name plus the gap to the next name, in pixels. */
const SYMBOL_WIDTH = 29;

/** The height of a line of names plus the gap to the next line, in pixels. */
const LINE_HEIGHT = 26;

/** The largest share of a printed chart's height that its legend may take. */
const MAX_LEGEND_SHARE = 0.3;

/** The gap between the chart and its legend, in pixels. */
const LEGEND_GAP = 6;

/** The height of the legend on screen, in pixels: one line, which users page through. */
const SINGLE_LINE_HEIGHT = LEGEND_GAP + LINE_HEIGHT;

/**
 * The names in a legend, and the height of the legend in pixels. A printed legend cannot be paged
 * through, so it omits names that would leave too little space for the chart.
 */
export function layOutLegend(
  { printed: print, height }: ChartRequest,
  names: readonly string[],
): { shown: string[]; height: number } {
  if (!print) {
    return { shown: [...names], height: SINGLE_LINE_HEIGHT };
  }
  const maxLines = Math.max(
    1,
    Math.floor((height * MAX_LEGEND_SHARE) / LINE_HEIGHT),
  );
  const shown: string[] = [];
  let lines = 1;
  let lineWidth = 0;
  for (const name of names) {
    const width = print.measureText?.(name) ?? name.length * LETTER_WIDTH;
    const nameWidth = SYMBOL_WIDTH + Math.min(MAX_NAME_WIDTH, width);
    if (lineWidth > 0 && lineWidth + nameWidth > print.width) {
      lines += 1;
      lineWidth = 0;
    }
    if (lines > maxLines) {
      return { shown, height: getLegendHeight(maxLines) };
    }
    shown.push(name);
    lineWidth += nameWidth;
  }
  return { shown, height: getLegendHeight(lines) };
}

function getLegendHeight(lines: number): number {
  return LEGEND_GAP + lines * LINE_HEIGHT;
}
