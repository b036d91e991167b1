/**
 * A jest runtime that caches modules across the test files of a worker.
 *
 * Jest gives each test file its own modules. Here files share the state of modules, as the pages
 * and requests of a portal do. Each file has its own instances of test-only modules, and of all
 * modules when it replaces some (`jest.mock`).
 */
'use strict';

const asyncHooks = require('node:async_hooks');
const { readFileSync } = require('node:fs');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext, Script } = require('node:vm');
// The runtime that the Backstage CLI uses by default; the CLI depends on it.
// eslint-disable-next-line import/no-extraneous-dependencies
const BackstageRuntime = require('@backstage/cli-module-test-jest/config/jestCachingModuleLoader');

/**
 * Above this, a worker collects the garbage of its test files. V8 would let it grow to gigabytes,
 * and jest would replace the worker because of it.
 */
const MAX_HEAP_BYTES = 1_200_000_000;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');
// Tests must not see `gc` as a global.
setFlagsFromString('--no-expose-gc');

/** The storages of the current test file. */
const storages = new Set();

/**
 * For each new promise, Node.js visits every storage that was ever used, and retains everything it
 * refers to. Those of completed test files would slow the worker down more and more.
 */
class TrackedStorage extends asyncHooks.AsyncLocalStorage {
  constructor(...args) {
    super(...args);
    storages.add(this);
  }
}

const trackingAsyncHooks = { ...asyncHooks, AsyncLocalStorage: TrackedStorage };

const REPLACES_MODULES =
  /jest\s*\.\s*(?:mock|doMock|resetModules|isolateModules)/;

/** Modules of this repository that hold state of a test file, or register hooks with jest. */
const OF_TEST_FILE =
  /__testUtils__|[\\/]testUtils[\\/]|setupTests\.|\.test\.|\.json$/;

/** A dynamic import of a module of this repository. */
const RELATIVE_IMPORT = /\bimport\((["']\.[^"']+["'])\)/g;

/** Whether a test file shares modules with those that the worker ran before. */
const sharesModules = testPath =>
  !REPLACES_MODULES.test(readFileSync(testPath, 'utf8'));

const NO_GLOBALS = { names: [], values: [] };

class SharingRuntime extends BackstageRuntime {
  /**
   * The runtime of the test file that this worker runs now; a worker runs one at a time. Imports of
   * shared modules must use it, not the runtime that loaded them.
   */
  static running;

  constructor(...args) {
    super(...args);
    SharingRuntime.running = this;
    this._sharesModules = sharesModules(this._testPath);
    // One cache for each runtime class: modules of pages belong to a window, other modules do not.
    this._cached = this.constructor._cached ??= new Map();
    if (this._sharesModules) {
      this._cached.forEach((module, file) =>
        this._moduleRegistry.set(file, module),
      );
    }
  }

  /** Whether the module of a path may be cached. */
  isCacheable(file) {
    return !OF_TEST_FILE.test(file);
  }

  teardown() {
    if (this._sharesModules) {
      this._moduleRegistry.forEach((module, file) => {
        if (
          this.isCacheable(file) &&
          module.loaded &&
          !this._cached.has(file)
        ) {
          this._cached.set(file, module);
        }
      });
    }
    super.teardown();
    storages.forEach(storage => storage.disable());
    storages.clear();
    if (process.memoryUsage().heapUsed > MAX_HEAP_BYTES) collectGarbage();
  }

  /** The functions of jest as the module `from` gets them, by the name `jest`. */
  _createJestObjectFor(from) {
    if (!this.isCacheable(from)) return super._createJestObjectFor(from);
    // A cached module must use the functions of the running test file, such as its fake clock.
    return new Proxy(
      {},
      { get: (_, name) => SharingRuntime.running.getJestObject()[name] },
    );
  }

  getJestObject() {
    this._jestObject ??= super._createJestObjectFor(this._testPath);
    return this._jestObject;
  }

  _createRequireImplementation(from, options) {
    const baseRequire = super._createRequireImplementation(from, options);
    if (options?.isInternalModule || !this.isCacheable(from.filename))
      return baseRequire;
    // A module that outlives its test file imports others long after that file was torn down.
    return Object.assign(
      name => SharingRuntime.running.requireModuleOrMock(from.filename, name),
      baseRequire,
    );
  }

  /**
   * The code of a module. Node.js permits dynamic imports in scripts only with a flag, so dynamic
   * imports in TypeScript modules of this repository become `require`.
   */
  transformFile(filename, options) {
    const code = super.transformFile(filename, options);
    return filename.endsWith('.ts')
      ? code.replace(
          RELATIVE_IMPORT,
          'Promise.resolve().then(() => require($1))',
        )
      : code;
  }

  /** @returns the module of a dynamic import in `referrer` */
  async importDynamically(specifier, referrer) {
    const context = this._environment.getVmContext();
    const module = await this.resolveModule(specifier, referrer, context);
    return this.linkAndEvaluateModule(module);
  }

  _requireCoreModule(name, ...args) {
    return /^(node:)?async_hooks$/.test(name)
      ? trackingAsyncHooks
      : super._requireCoreModule(name, ...args);
  }

  createScriptFromCode(source, filename) {
    // The base class handles a torn down environment and a syntax error.
    if (!this._environment.getVmContext()) {
      return super.createScriptFromCode(source, filename);
    }
    const globals = this.getKnownGlobals();
    const parameters = this.constructInjectedModuleParameters();
    // An outer function gets the globals: the module itself may declare constants with their names.
    const opening = `(function(${globals.names}){return(function(${parameters}){`;
    try {
      const script = new Script(`${opening}${source}\n})})`, {
        filename,
        columnOffset: -opening.length,
        importModuleDynamically: specifier =>
          SharingRuntime.running.importDynamically(specifier, filename),
      });
      return this.evaluate(script)(...globals.values);
    } catch {
      return super.createScriptFromCode(source, filename);
    }
  }

  /** Runs a script in the context of the test file. */
  evaluate(script) {
    return script.runInContext(this._environment.getVmContext());
  }

  /** Globals that modules get as variables: `{ names, values }`. */
  getKnownGlobals() {
    return NO_GLOBALS;
  }
}

module.exports = { SharingRuntime, sharesModules };
