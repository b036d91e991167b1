/**
 * A jest runtime that compiles each module once a worker, instead of once a test file.
 *
 * Jest gives every test file modules of its own, which is what keeps test files apart, and therefore
 * compiles each module anew: for a backend some 4000 of them. Here a worker keeps the compiled
 * script. Each test file still runs it in its own context and gets its own modules from it.
 */
'use strict';

const asyncHooks = require('node:async_hooks');
const { sep } = require('node:path');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext, Script } = require('node:vm');
// The runtime that the Backstage CLI would use, which brings it.
// eslint-disable-next-line import/no-extraneous-dependencies
const BackstageRuntime = require('@backstage/cli-module-test-jest/config/jestCachingModuleLoader');

const NODE_MODULES = `${sep}node_modules${sep}`;

/**
 * With more than this, a worker is rid of the garbage of its test files. V8 lets that lie until there
 * are gigabytes of it, by which jest would take the worker for one that has to be replaced.
 */
const GARBAGE_BYTES = 1_200_000_000;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');
// Tests themselves have no such function.
setFlagsFromString('--no-expose-gc');

/** The storages of the present test file. */
const storages = new Set();

/**
 * Node.js looks at every storage that was ever used whenever a promise is made, and keeps all that it
 * refers to. Those of test files that are over would slow the worker down more and more.
 */
class NotedStorage extends asyncHooks.AsyncLocalStorage {
  constructor(...args) {
    super(...args);
    storages.add(this);
  }
}

const notingAsyncHooks = { ...asyncHooks, AsyncLocalStorage: NotedStorage };

/** What was compiled so far, by file name and by what is put around the file. */
const compiled = new Map();

/**
 * Globals that modules get as variables. On the global object of another context V8 looks each of them
 * up anew, by way of what made the context: a fifth of the time of backend tests.
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
];

/** Further ones in pages. */
const KNOWN_GLOBALS_OF_PAGES = ['document', 'window'];

/** What of `node_modules` was read and transformed so far; it does not change while tests run. */
const transformed = new Map();

class CompileOnceRuntime extends BackstageRuntime {
  /** That of the test file that this worker runs now. A worker runs one at a time. */
  static running;

  /**
   * A dynamic import asks a runtime for its module. It must be that of the present test file, not
   * that of the test file that compiled the script.
   */
  static async importModule(specifier, referrer) {
    const { running } = CompileOnceRuntime;
    const module = await running.resolveModule(
      specifier,
      referrer,
      running._environment.getVmContext(),
    );
    return running.linkAndEvaluateModule(module);
  }

  constructor(...args) {
    super(...args);
    CompileOnceRuntime.running = this;
  }

  _requireCoreModule(name, ...args) {
    return /^(node:)?async_hooks$/.test(name)
      ? notingAsyncHooks
      : super._requireCoreModule(name, ...args);
  }

  teardown() {
    super.teardown();
    storages.forEach(storage => storage.disable());
    storages.clear();
    if (process.memoryUsage().heapUsed > GARBAGE_BYTES) collectGarbage();
  }

  transformFile(filename, options) {
    if (options?.isInternalModule || !filename.includes(NODE_MODULES)) {
      return super.transformFile(filename, options);
    }
    // Packages for the browser and for the backend transform in ways of their own, and so have ids.
    const key = `${filename} ${this._config.id}`;
    const known = transformed.get(key);
    if (!known) {
      const code = super.transformFile(filename, options);
      transformed.set(key, this._fileTransforms.get(filename));
      return code;
    }
    this._fileTransforms.set(filename, known);
    if (known.sourceMapPath) {
      this._sourceMapRegistry.set(filename, known.sourceMapPath);
    }
    return known.code;
  }

  createScriptFromCode(source, filename) {
    const context = this._environment.getVmContext();
    // The base class has the answers to a torn down environment and to a syntax error.
    if (!context || filename === this._testPath) {
      return super.createScriptFromCode(source, filename);
    }
    const globals = this.knownGlobals();
    const parameters = this.constructInjectedModuleParameters().join(',');
    // Not as parameters of the module itself, which may have constants of the same names.
    const opening = `(function(${globals.names}){return(function(${parameters}){`;
    const key = `${filename} ${opening}`;
    let known = compiled.get(key);
    if (known?.source !== source) {
      try {
        const script = new Script(`${opening}${source}\n})})`, {
          filename,
          columnOffset: -opening.length,
          importModuleDynamically: specifier =>
            CompileOnceRuntime.importModule(specifier, filename),
        });
        known = { source, script };
      } catch {
        return super.createScriptFromCode(source, filename);
      }
      compiled.set(key, known);
    }
    const inContext = known.script.runInContext(context);
    return inContext(...globals.values);
  }

  knownGlobals() {
    if (!this._knownGlobals) {
      const { global } = this._environment;
      const names =
        'window' in global
          ? [...KNOWN_GLOBALS, ...KNOWN_GLOBALS_OF_PAGES]
          : KNOWN_GLOBALS;
      const values = names.map(name => global[name]);
      this._knownGlobals = { names, values };
    }
    return this._knownGlobals;
  }
}

module.exports = CompileOnceRuntime;
