/** The default seed, so that `npm test` generates the same values each time. */
const FIXED_SEED = 20261126;

/**
 * The seed of page tests with random values, for `fc.configureGlobal`. `CALLBOARD_TEST_SEED`
 * repeats an earlier run.
 *
 * @internal
 */
export const testSeed = Number(process.env.CALLBOARD_TEST_SEED ?? FIXED_SEED);
