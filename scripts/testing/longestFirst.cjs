/**
 * The order of test files: the longest go first, so that no worker still runs them at the end while
 * the other is idle. Jest knows how long files took, but not in a fresh clone, where it uses the
 * size of the file.
 */
'use strict';

// Comes with jest.
// eslint-disable-next-line import/no-extraneous-dependencies
const { default: Sequencer } = require('@jest/test-sequencer');

/** Many requests, many random cases, or long waits in a few lines. */
const LASTING =
  /[\\/]contract[\\/]|\.properties\.test\.ts$|[\\/]idle\.test\.ts$/;

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const isLasting = test => LASTING.test(test.path);
    return [
      ...sorted.filter(isLasting),
      ...sorted.filter(test => !isLasting(test)),
    ];
  }
};
