/** A greater change is shown as a number: a percentage of a small base means nothing. */
const MAX_TIMES = 10;

/** The change of a number since the previous period. */
export interface NumberTrend {
  direction: 'up' | 'down' | 'same';
  /** At least zero. */
  difference: number;
  /** The difference as a share of the previous value; undefined if that is meaningless. */
  share?: number;
  before: number;
}

/** Returns how a number has changed; undefined without a value to compare it with. */
export function computeTrend(
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
    ...(share !== undefined && share < MAX_TIMES && { share }),
  };
}
