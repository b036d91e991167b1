/**
 * A jest runtime for pages. It caches their modules (`sharingRuntime.cjs`), and passes common
 * globals as variables.
 */
'use strict';

const { SharingRuntime } = require('./sharingRuntime.cjs');

/** These modules call functions of jest when loaded, so each test file must load them. */
const FOR_TESTS =
  /node_modules[\\/](?:@testing-library[\\/](?:react|jest-dom)|@backstage[\\/][\w-]*test-utils)[\\/]/;

/**
 * The globals that modules get as variables. V8 looks up each use of a global of another context
 * through the creator of that context, which is slow.
 *
 * The variables store the values at load time, so the list has only globals that tests never replace.
 * Clocks are missing, because fake timers replace them.
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

  getKnownGlobals() {
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
