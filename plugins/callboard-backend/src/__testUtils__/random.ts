/** Whether `npm run test:full` runs these tests. */
export const isFullRun = process.env.CALLBOARD_TEST_FULL === '1';

/** The default seed, so that `npm test` always uses the same values. */
const FIXED_SEED = 20261126;

/** How many times more values a full run tries. */
const FULL_FACTOR = 15;

/**
 * The seed of tests with random values. A full run uses a different seed each day.
 * `CALLBOARD_TEST_SEED` repeats an earlier run.
 */
export const testSeed = Number(process.env.CALLBOARD_TEST_SEED ?? FIXED_SEED);

/** Returns the number of random values to try, given the number in `npm test`. */
export function numRuns(regularRuns: number): number {
  return isFullRun ? regularRuns * FULL_FACTOR : regularRuns;
}
