/** Ends a test that hangs. A test may wait for several things, and a busy machine is slow at each. */
jest.setTimeout(10 * 60_000);
