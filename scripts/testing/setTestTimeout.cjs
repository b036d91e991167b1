'use strict';

const MINUTE = 60_000;

/**
 * The timeout of each test and hook, in milliseconds. It is long, because a valid test may be slow
 * on a busy machine; only hanging ones should reach it. It is longer in full runs, in which
 * property tests try more cases.
 */
const TEST_TIMEOUT_MS =
  (process.env.CALLBOARD_TEST_FULL === '1' ? 60 : 10) * MINUTE;

/**
 * Sets jest's timeout for the tests of a file. All test environments call it, so that tests do
 * not set their own timeouts.
 *
 * @param global - the global object of the test file, where jest stores the value of
 *   `jest.setTimeout`
 */
module.exports = function setTestTimeout(global) {
  global[Symbol.for('TEST_TIMEOUT_SYMBOL')] = TEST_TIMEOUT_MS;
};
