'use strict';

const MINUTE = 60_000;

/**
 * The time after which a hanging test or hook is ended, in milliseconds: long, as a busy machine
 * may be slow at each step of a valid one. Property tests try more cases in full runs.
 */
const LIMIT = (process.env.CALLBOARD_TEST_FULL === '1' ? 60 : 10) * MINUTE;

/**
 * Limits the time of each test. Each test environment calls it, so that tests need no limits of
 * their own.
 *
 * @param global - that of the test file, on which jest stores the value of `jest.setTimeout`
 */
module.exports = function limitTests(global) {
  global[Symbol.for('TEST_TIMEOUT_SYMBOL')] = LIMIT;
};
