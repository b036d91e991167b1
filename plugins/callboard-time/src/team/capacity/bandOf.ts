import type { CapacityBand } from '@callboard/plugin-callboard-common';

/** How much of what is expected is logged; `off` where neither is. */
export type Band = CapacityBand | 'off';

/** Below 90 % of what is expected is under, above 110 % over. */
const LEAST = 0.9;
const MOST = 1.1;

/** How much of what some days expect is logged on them. */
export function bandOf(expected: number, logged: number): Band {
  if (expected === 0) {
    return logged > 0 ? 'over' : 'off';
  }
  const ratio = logged / expected;
  if (ratio < LEAST) {
    return 'under';
  }
  return ratio > MOST ? 'over' : 'on';
}
