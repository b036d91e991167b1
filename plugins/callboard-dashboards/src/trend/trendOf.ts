/** A greater change is told as a number: percent of little say nothing. */
const MOST_TIMES = 10;

/** How a number has changed since the days before. */
export interface NumberTrend {
  direction: 'up' | 'down' | 'same';
  /** At least zero. */
  difference: number;
  /** The difference as a share of what there was; undefined where that says nothing. */
  share?: number;
  before: number;
}

/** How a number has changed; undefined where there is nothing to compare it with. */
export function trendOf(
  number: number | null,
  before: number | null,
): NumberTrend | undefined {
  if (number === null || before === null) {
    return undefined;
  }
  const difference = Math.abs(number - before);
  const share = before > 0 ? difference / before : undefined;
  if (difference === 0) {
    return { direction: 'same', difference, before };
  }
  return {
    direction: number > before ? 'up' : 'down',
    difference,
    before,
    ...(share !== undefined && share < MOST_TIMES && { share }),
  };
}
