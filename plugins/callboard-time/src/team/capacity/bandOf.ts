import type { CapacityBand } from '@callboard/plugin-callboard-common';

/**
 * How much of what is expected is logged; `off` where neither is, and `open` while
 * what is missing can still be logged in time.
 */
export type Band = CapacityBand | 'off' | 'open';

/** Below 90 % of what is expected is under, above 110 % over. */
const LEAST = 0.9;
const MOST = 1.1;

/**
 * How much of what some days expect is logged on them.
 *
 * @param due - how much is expected on those of them that have passed; all by default
 */
export function bandOf(
  expected: number,
  logged: number,
  due: number = expected,
): Band {
  if (expected === 0) {
    return logged > 0 ? 'over' : 'off';
  }
  const ratio = logged / expected;
  if (ratio < LEAST) {
    // The rest can still be logged in time.
    return logged / due < LEAST ? 'under' : 'open';
  }
  return ratio > MOST ? 'over' : 'on';
}
