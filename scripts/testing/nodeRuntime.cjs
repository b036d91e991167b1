/**
 * A jest runtime for tests without pages. Packages of `node_modules` are loaded by Node.js itself, once
 * a worker, as they are in a portal; each test file has modules of its own of what is in this
 * repository. A backend loads some 4000 modules of packages, which took a third of the time of a
 * usual test file.
 *
 * For the environment of `nodeEnvironment.cjs`, whose globals are those of the packages.
 */
'use strict';

const { sep } = require('node:path');
const { pathToFileURL } = require('node:url');
const CompileOnceRuntime = require('./compileOnceRuntime.cjs');

const NODE_MODULES = `${sep}node_modules${sep}`;

/** They call functions of jest when they are loaded, for example to clean up after a test file. */
const FOR_TESTS = /[\\/](?:backend-test-utils|testUtils)\b/;

const isShared = file => file.includes(NODE_MODULES) && !FOR_TESTS.test(file);

module.exports = class NodeRuntime extends CompileOnceRuntime {
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
