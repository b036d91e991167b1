'use strict';

const MINUTE = 60_000;

/**
 * When a test or hook that hangs is ended, in milliseconds: only then, as a busy machine may be slow at each
 * step of an honest one. Property tests try more cases in full runs.
 */
const LIMIT = (process.env.CALLBOARD_TEST_FULL === '1' ? 60 : 10) * MINUTE;

/**
 * Ends what hangs in a test file. Each test environment calls it, so that tests need no limits of their own.
 *
 * @param global - that of the test file, on which jest keeps what a test sets by `jest.setTimeout`
 */
module.exports = function limitTests(global) {
  global[Symbol.for('TEST_TIMEOUT_SYMBOL')] = LIMIT;
};
