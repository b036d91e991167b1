import type { CapacityBand } from '@callboard/plugin-callboard-common';

/**
 * The band of a share of logged time: `off` if no time is expected or logged, and `open` while the
 * missing time can still be logged.
 */
export type Band = CapacityBand | 'off' | 'open';

/** Below 90 % of the expected time is under, above 110 % is over. */
const LEAST = 0.9;
const MAX_RATIO = 1.1;

/**
 * Classifies logged time against expected time.
 *
 * @param due - the expected minutes of past days; all by default
 */
export function getTimeBand(
  expected: number,
  logged: number,
  due: number = expected,
): Band {
  if (expected === 0) {
    return logged > 0 ? 'over' : 'off';
  }
  const ratio = logged / expected;
  if (ratio < LEAST) {
    // The rest is not due yet.
    return logged / due < LEAST ? 'under' : 'open';
  }
  return ratio > MAX_RATIO ? 'over' : 'on';
}
