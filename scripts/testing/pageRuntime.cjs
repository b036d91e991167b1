/**
 * A jest runtime for pages. Their modules stay loaded (`sharingRuntime.cjs`), and get common globals as
 * variables.
 */
'use strict';

const { SharingRuntime } = require('./sharingRuntime.cjs');

/** They call functions of jest when they are loaded, for example to clean up after each test. */
const FOR_TESTS =
  /node_modules[\\/](?:@testing-library[\\/](?:react|jest-dom)|@backstage[\\/][\w-]*test-utils)[\\/]/;

/**
 * On the global object of another context V8 looks each of them up anew, by way of what made the
 * context, which takes long.
 *
 * Only what nobody replaces, as variables keep what there was when the module was loaded: not what
 * fake timers put in place of clocks.
 */
const KNOWN_GLOBALS = [
  'Array',
  'ArrayBuffer',
  'BigInt',
  'Boolean',
  'Error',
  'Function',
  'Infinity',
  'JSON',
  'Map',
  'Math',
  'NaN',
  'Number',
  'Object',
  'Promise',
  'Proxy',
  'RangeError',
  'Reflect',
  'RegExp',
  'Set',
  'String',
  'Symbol',
  'TypeError',
  'Uint8Array',
  'WeakMap',
  'WeakSet',
  'decodeURIComponent',
  'encodeURIComponent',
  'isFinite',
  'isNaN',
  'parseFloat',
  'parseInt',
  'process',
  'document',
  'window',
];

const QUICK_JSX = require.resolve('./quickJsx.cjs');

module.exports = class PageRuntime extends SharingRuntime {
  _resolveCjsModule(from, name) {
    return name === 'react/jsx-runtime' && from !== QUICK_JSX
      ? QUICK_JSX
      : super._resolveCjsModule(from, name);
  }

  isWithinBound(file) {
    return !FOR_TESTS.test(file) && super.isWithinBound(file);
  }

  knownGlobals() {
    if (!this._knownGlobals) {
      const { global } = this._environment;
      this._knownGlobals = {
        names: KNOWN_GLOBALS,
        values: KNOWN_GLOBALS.map(name => global[name]),
      };
    }
    return this._knownGlobals;
  }
};
