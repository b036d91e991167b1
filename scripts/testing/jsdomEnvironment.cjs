/** Jest's jsdom environment of the Backstage CLI, with quicker styles. */
'use strict';

require('./quickStyles.cjs');

// The environment that the Backstage CLI would use, which brings it.
// eslint-disable-next-line import/no-extraneous-dependencies
const Environment = require('@backstage/cli-module-test-jest/config/jest-environment-jsdom');
const quickenComputedStyle = require('./quickComputedStyle.cjs');

module.exports = class QuickEnvironment extends Environment {
  constructor(...args) {
    super(...args);
    quickenComputedStyle(this.global);
  }
};
