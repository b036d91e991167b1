/**
 * Replaces `react/jsx-runtime` in tests of pages: creates elements without checking their
 * properties, which takes a tenth of the time of the tests. A test that mocks `console.error` gets the
 * checks, because it may expect their output.
 */
'use strict';

const checking = require('react/jsx-runtime');
// React does not export this file.
// eslint-disable-next-line import/no-relative-packages
const quick = require('../../node_modules/react/cjs/react-jsx-runtime.production.min.js');

// eslint-disable-next-line no-console
const isWatched = () => console.error._isMockFunction;

module.exports = {
  Fragment: quick.Fragment,
  jsx: (type, props, key) =>
    (isWatched() ? checking : quick).jsx(type, props, key),
  jsxs: (type, props, key) =>
    (isWatched() ? checking : quick).jsxs(type, props, key),
};
