/**
 * A jest runtime for tests without pages, which loads modules once a worker instead of once a test file.
 *
 * Node.js itself loads the packages of `node_modules`, some 4,000 modules for a backend. The modules of
 * this repository stay in jest's registry from one test file to the next, so that files share what a
 * module keeps, as requests do in a portal. Each file has modules of its own of what is for tests only,
 * and of everything when it replaces modules (`jest.mock`).
 *
 * For the environment of `nodeEnvironment.cjs`, whose globals are those of the packages.
 */
'use strict';

const { readFileSync } = require('node:fs');
const { sep } = require('node:path');
const { pathToFileURL } = require('node:url');
const CompileOnceRuntime = require('./compileOnceRuntime.cjs');

const NODE_MODULES = `${sep}node_modules${sep}`;

/** They call functions of jest when they are loaded, for example to clean up after a test file. */
const FOR_TESTS = /[\\/](?:backend-test-utils|testUtils)\b/;

const isShared = file => file.includes(NODE_MODULES) && !FOR_TESTS.test(file);

/** Modules of this repository that hold state of a test file, or register hooks with jest. */
const OF_TEST_FILE =
  /__testUtils__|[\\/]testUtils[\\/]|setupTests\.|\.test\.|\.json$/;

const isKept = file => !file.includes(NODE_MODULES) && !OF_TEST_FILE.test(file);

const REPLACES_MODULES =
  /jest\s*\.\s*(?:mock|doMock|resetModules|isolateModules)/;

/** The modules of this repository that test files share, by path. */
const kept = new Map();

module.exports = class NodeRuntime extends CompileOnceRuntime {
  constructor(...args) {
    super(...args);
    this._sharesModules = !REPLACES_MODULES.test(
      readFileSync(this._testPath, 'utf8'),
    );
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

  _createRequireImplementation(from, options) {
    const own = super._createRequireImplementation(from, options);
    if (options?.isInternalModule || !isKept(from.filename)) return own;
    // A module that outlives its test file asks for others when that file has long been torn down.
    return Object.assign(
      name =>
        CompileOnceRuntime.running.requireModuleOrMock(from.filename, name),
      own,
    );
  }

  requireModule(from, name, options, ...args) {
    const shared = options?.isInternalModule
      ? undefined
      : this.sharedFile(from, name);
    return shared
      ? require(shared)
      : super.requireModule(from, name, options, ...args);
  }

  async importDynamically(specifier, referrer) {
    const shared = this.sharedFile(referrer, specifier);
    return shared
      ? import(pathToFileURL(shared))
      : super.importDynamically(specifier, referrer);
  }

  /** @returns the file that Node.js itself loads for `name`; undefined when jest does */
  sharedFile(from, name) {
    if (!name || this._resolver.isCoreModule(name)) return undefined;
    const file = this._resolveCjsModule(from, name);
    return isShared(file) ? file : undefined;
  }

  evaluate(script) {
    return script.runInThisContext();
  }
};
