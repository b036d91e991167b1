/**
 * The seed of tests that draw at random: another one each day, so that what one
 * day's tests leave out the next day's try. `CALLBOARD_FUZZ_SEED` is the seed
 * of an earlier run, to do it again.
 */
export const dailySeed = Number(
  process.env.CALLBOARD_FUZZ_SEED ??
    new Date().toISOString().slice(0, 10).replaceAll('-', ''),
);
