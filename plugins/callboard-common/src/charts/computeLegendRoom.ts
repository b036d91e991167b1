import { ChartRequest } from './ChartRequest';

/** The maximum width of a name, in pixels; longer names are cut off. */
const MAX_NAME = 140;

/** A generous estimate of a letter's average width, in pixels. */
const LETTER = 7;

/** The width of the symbol before a name plus the gap to the next name, in pixels. */
const MARK = 29;

/** The height of a line of names plus the gap to the next line, in pixels. */
const LINE = 26;

/** The largest share of a printed chart's height that its legend may take. */
const SHARE = 0.3;

/** The height of a single line, in pixels; on screen, users page through the rest. */
const ONE_LINE = 32;

/**
 * The names in a legend, and its height in pixels. A printed legend cannot page, so it has only as
 * many names as leave space for the chart.
 */
export function computeLegendRoom(
  { printed, height }: ChartRequest,
  names: readonly string[],
): { shown: string[]; height: number } {
  if (!printed) {
    return { shown: [...names], height: ONE_LINE };
  }
  const maxLines = Math.max(1, Math.floor((height * SHARE) / LINE));
  const shown: string[] = [];
  let lines = 1;
  let taken = 0;
  for (const name of names) {
    const width = printed.measureText?.(name) ?? name.length * LETTER;
    const own = MARK + Math.min(MAX_NAME, width);
    if (taken > 0 && taken + own > printed.width) {
      lines += 1;
      taken = 0;
    }
    if (lines > maxLines) {
      return { shown, height: getLegendHeight(maxLines) };
    }
    shown.push(name);
    taken += own;
  }
  return { shown, height: getLegendHeight(lines) };
}

function getLegendHeight(lines: number): number {
  return Math.max(ONE_LINE, 6 + lines * LINE);
}
