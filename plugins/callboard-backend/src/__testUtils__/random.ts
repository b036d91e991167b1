/** Whether `npm run test:full` runs these tests. */
export const isFullRun = process.env.CALLBOARD_TEST_FULL === '1';

/** The default seed, so that `npm test` always uses the same values. */
const FIXED_SEED = 20261126;

/** The factor by which a full run tries more values. */
const FULL_FACTOR = 15;

/**
 * The seed of tests with random values. A full run has another one each day. `CALLBOARD_TEST_SEED`
 * repeats an earlier run.
 */
export const testSeed = Number(process.env.CALLBOARD_TEST_SEED ?? FIXED_SEED);

/** @returns the number of random cases to try, given that of `npm test` */
export function numRuns(few: number): number {
  return isFullRun ? few * FULL_FACTOR : few;
}
