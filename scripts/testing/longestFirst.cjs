/**
 * The order of test files: the longest go first, so that no worker still runs them at the end while
 * the other is idle. Jest knows how long files took, but not in a fresh clone, where it uses the
 * size of the file.
 */
'use strict';

// Comes with jest.
// eslint-disable-next-line import/no-extraneous-dependencies
const { default: Sequencer } = require('@jest/test-sequencer');

/** Small files that take long: they send many requests, try many random cases, or wait. */
const LONG_TESTS =
  /[\\/]contract[\\/]|\.properties\.test\.ts$|[\\/]idle\.test\.ts$/;

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const isLasting = test => LONG_TESTS.test(test.path);
    return [
      ...sorted.filter(isLasting),
      ...sorted.filter(test => !isLasting(test)),
    ];
  }
};
