/**
 * A jest runtime in which modules stay loaded from one test file of a worker to the next.
 *
 * Jest gives each test file modules of its own. Here files share what a module keeps, as the pages and
 * requests of a portal do. Each file has modules of its own of what is for tests only, and of everything
 * when it replaces modules (`jest.mock`).
 */
'use strict';

const { readFileSync } = require('node:fs');

const REPLACES_MODULES =
  /jest\s*\.\s*(?:mock|doMock|resetModules|isolateModules)/;

/** Modules of this repository that hold state of a test file, or register hooks with jest. */
const OF_TEST_FILE =
  /__testUtils__|[\\/]testUtils[\\/]|setupTests\.|\.test\.|\.json$/;

/** Whether a test file shares modules with those that the worker ran before. */
const sharesModules = testPath =>
  !REPLACES_MODULES.test(readFileSync(testPath, 'utf8'));

/**
 * @param Runtime - the jest runtime to extend
 * @param isKept - tells of the path of a module whether it stays loaded
 */
function keepModules(Runtime, isKept) {
  /** The modules that test files share, by path. */
  const kept = new Map();

  /** The runtime of the test file that this worker runs now. */
  let running;

  return class KeepingRuntime extends Runtime {
    constructor(...args) {
      super(...args);
      running = this;
      this._sharesModules = sharesModules(this._testPath);
      if (this._sharesModules) {
        kept.forEach((module, file) => this._moduleRegistry.set(file, module));
      }
    }

    teardown() {
      if (this._sharesModules) {
        this._moduleRegistry.forEach((module, file) => {
          if (isKept(file) && module.loaded && !kept.has(file)) {
            kept.set(file, module);
          }
        });
      }
      super.teardown();
    }

    /** The functions of jest as the module `from` gets them, by the name `jest`. */
    _createJestObjectFor(from) {
      if (!isKept(from)) return super._createJestObjectFor(from);
      // Such as the clock that the running test file has replaced.
      return new Proxy({}, { get: (_, name) => running.jestObject()[name] });
    }

    jestObject() {
      this._jestObject ??= super._createJestObjectFor(this._testPath);
      return this._jestObject;
    }

    _createRequireImplementation(from, options) {
      const own = super._createRequireImplementation(from, options);
      if (options?.isInternalModule || !isKept(from.filename)) return own;
      // A module that outlives its test file asks for others when that file has long been torn down.
      return Object.assign(
        name => running.requireModuleOrMock(from.filename, name),
        own,
      );
    }
  };
}

module.exports = { OF_TEST_FILE, keepModules, sharesModules };
