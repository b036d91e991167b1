import fc from 'fast-check';

// Every run generates the same values, unless the environment sets another seed.
fc.configureGlobal({
  seed: Number(process.env.CALLBOARD_TEST_SEED ?? 20261126),
});
