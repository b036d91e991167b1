/** The seed unless the run names one, so that `npm test` makes the same values each time. */
const FIXED_SEED = 20261126;

/**
 * The seed of tests of pages with random values, for `fc.configureGlobal`. `CALLBOARD_TEST_SEED` repeats
 * an earlier run.
 *
 * @internal
 */
export const testSeed = Number(process.env.CALLBOARD_TEST_SEED ?? FIXED_SEED);
