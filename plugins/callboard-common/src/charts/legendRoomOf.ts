import { ChartRequest } from './ChartRequest';

/** The most that a name takes, in pixels; it is cut there. */
const MOST_NAME = 140;

/** How wide a letter is, at most on average, in pixels. */
const LETTER = 7;

/** What the mark before a name takes, with the gap to the next, in pixels. */
const MARK = 29;

/** How high a line of names is with the gap to the next, in pixels. */
const LINE = 26;

/** How much of a printed chart its legend takes at most. */
const SHARE = 0.3;

/** One line; where there are more, the reader turns it over. */
const ONE_LINE = 32;

/**
 * The names that a legend has, and how high it is, in pixels. On paper nobody can turn
 * it over, so it has as many as leave room for the chart.
 */
export function legendRoomOf(
  { printed, height }: ChartRequest,
  names: readonly string[],
): { shown: string[]; height: number } {
  if (!printed) {
    return { shown: [...names], height: ONE_LINE };
  }
  const most = Math.max(1, Math.floor((height * SHARE) / LINE));
  const shown: string[] = [];
  let lines = 1;
  let taken = 0;
  for (const name of names) {
    const own = MARK + Math.min(MOST_NAME, name.length * LETTER);
    if (taken > 0 && taken + own > printed.width) {
      lines += 1;
      taken = 0;
    }
    if (lines > most) {
      return { shown, height: heightOf(most) };
    }
    shown.push(name);
    taken += own;
  }
  return { shown, height: heightOf(lines) };
}

function heightOf(lines: number): number {
  return Math.max(ONE_LINE, 6 + lines * LINE);
}
