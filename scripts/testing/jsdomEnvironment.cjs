/** Jest's jsdom environment of the Backstage CLI, with quicker styles. */
'use strict';

const quickenStyles = require('./quickStyles.cjs');

// The environment that the Backstage CLI would use, which brings it.
// eslint-disable-next-line import/no-extraneous-dependencies
const JsdomEnvironment = require('@backstage/cli-module-test-jest/config/jest-environment-jsdom');

module.exports = class QuickJsdomEnvironment extends JsdomEnvironment {
  constructor(...args) {
    super(...args);
    quickenStyles(this.global);
  }
};
