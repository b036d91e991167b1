/** Whether `npm run test:full` runs these tests. */
export const isFullRun = process.env.CALLBOARD_TEST_FULL === '1';

/** The seed unless the run names one, so that `npm test` makes the same values each time. */
const FIXED_SEED = 20261126;

/** How many times as many values a full run tries. */
const FULL_FACTOR = 15;

/**
 * The seed of tests with random values. A full run has another one each day. `CALLBOARD_TEST_SEED`
 * repeats an earlier run.
 */
export const testSeed = Number(process.env.CALLBOARD_TEST_SEED ?? FIXED_SEED);

/** @returns how many random cases to try, given how many `npm test` tries */
export function numRuns(few: number): number {
  return isFullRun ? few * FULL_FACTOR : few;
}
