/**
 * A jest runtime in which modules stay loaded from one test file of a worker to the next.
 *
 * Jest gives each test file modules of its own. Here files share what a module keeps, as the pages and
 * requests of a portal do. Each file has modules of its own of what is for tests only, and of everything
 * when it replaces modules (`jest.mock`).
 */
'use strict';

const asyncHooks = require('node:async_hooks');
const { readFileSync } = require('node:fs');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext, Script } = require('node:vm');
// The runtime that the Backstage CLI would use, which brings it.
// eslint-disable-next-line import/no-extraneous-dependencies
const BackstageRuntime = require('@backstage/cli-module-test-jest/config/jestCachingModuleLoader');

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

const REPLACES_MODULES =
  /jest\s*\.\s*(?:mock|doMock|resetModules|isolateModules)/;

/** Modules of this repository that hold state of a test file, or register hooks with jest. */
const OF_TEST_FILE =
  /__testUtils__|[\\/]testUtils[\\/]|setupTests\.|\.test\.|\.json$/;

/** Whether a test file shares modules with those that the worker ran before. */
const sharesModules = testPath =>
  !REPLACES_MODULES.test(readFileSync(testPath, 'utf8'));

const NO_GLOBALS = { names: [], values: [] };

class SharingRuntime extends BackstageRuntime {
  /**
   * That of the test file that this worker runs now; a worker runs one at a time. What shared modules ask
   * for must come from it, not from the runtime that loaded them.
   */
  static running;

  constructor(...args) {
    super(...args);
    SharingRuntime.running = this;
    this._sharesModules = sharesModules(this._testPath);
    // Those of pages belong to a window, others to none.
    this._cached = this.constructor._cached ??= new Map();
    if (this._sharesModules) {
      this._cached.forEach((module, file) =>
        this._moduleRegistry.set(file, module),
      );
    }
  }

  /** Whether the module of a path may stay loaded. */
  isWithinBound(file) {
    return !OF_TEST_FILE.test(file);
  }

  teardown() {
    if (this._sharesModules) {
      this._moduleRegistry.forEach((module, file) => {
        if (
          this.isWithinBound(file) &&
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
    if (process.memoryUsage().heapUsed > GARBAGE_BYTES) collectGarbage();
  }

  /** The functions of jest as the module `from` gets them, by the name `jest`. */
  _createJestObjectFor(from) {
    if (!this.isWithinBound(from)) return super._createJestObjectFor(from);
    // Such as the clock that the running test file has replaced.
    return new Proxy(
      {},
      { get: (_, name) => SharingRuntime.running.jestObject()[name] },
    );
  }

  jestObject() {
    this._jestObject ??= super._createJestObjectFor(this._testPath);
    return this._jestObject;
  }

  _createRequireImplementation(from, options) {
    const own = super._createRequireImplementation(from, options);
    if (options?.isInternalModule || !this.isWithinBound(from.filename))
      return own;
    // A module that outlives its test file asks for others when that file has long been torn down.
    return Object.assign(
      name => SharingRuntime.running.requireModuleOrMock(from.filename, name),
      own,
    );
  }

  /** @returns the module that a dynamic import in `referrer` asks for */
  async importDynamically(specifier, referrer) {
    const context = this._environment.getVmContext();
    const module = await this.resolveModule(specifier, referrer, context);
    return this.linkAndEvaluateModule(module);
  }

  _requireCoreModule(name, ...args) {
    return /^(node:)?async_hooks$/.test(name)
      ? notingAsyncHooks
      : super._requireCoreModule(name, ...args);
  }

  createScriptFromCode(source, filename) {
    // The base class has the answers to a torn down environment and to a syntax error.
    if (!this._environment.getVmContext()) {
      return super.createScriptFromCode(source, filename);
    }
    const globals = this.knownGlobals();
    const parameters = this.constructInjectedModuleParameters();
    // Not as parameters of the module itself, which may have constants of the same names.
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

  /** Runs a script where the test file runs. */
  evaluate(script) {
    return script.runInContext(this._environment.getVmContext());
  }

  /** Globals that modules get as variables: `{ names, values }`. */
  knownGlobals() {
    return NO_GLOBALS;
  }
}

module.exports = { SharingRuntime, sharesModules };
