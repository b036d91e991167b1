import fc from 'fast-check';

// The same values each time, unless a run sets another seed.
fc.configureGlobal({
  seed: Number(process.env.CALLBOARD_TEST_SEED ?? 20261126),
});
