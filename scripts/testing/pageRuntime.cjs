/**
 * A jest runtime for pages. It caches their modules (`sharingRuntime.cjs`), and passes common
 * globals as variables.
 */
'use strict';

const { SharingRuntime } = require('./sharingRuntime.cjs');

/** They call functions of jest when loaded, for example to clean up after each test. */
const FOR_TESTS =
  /node_modules[\\/](?:@testing-library[\\/](?:react|jest-dom)|@backstage[\\/][\w-]*test-utils)[\\/]/;

/**
 * V8 looks up each of them on the global object of another context every time, through the
 * context's creator, which is slow.
 *
 * Only globals that tests never replace, as the variables store the values at load time: no clocks,
 * which fake timers replace.
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

  isCacheable(file) {
    return !FOR_TESTS.test(file) && super.isCacheable(file);
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
