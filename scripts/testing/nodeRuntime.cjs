/**
 * A jest runtime for tests without pages, which loads modules once a worker instead of once a test file.
 *
 * Node.js itself loads the packages of `node_modules`, some 4,000 modules for a backend. The modules of
 * this repository stay in jest's registry (`sharingRuntime.cjs`).
 *
 * For the environment of `nodeEnvironment.cjs`, whose globals are those of the packages.
 */
'use strict';

const { sep } = require('node:path');
const { pathToFileURL } = require('node:url');
const { SharingRuntime } = require('./sharingRuntime.cjs');

const NODE_MODULES = `${sep}node_modules${sep}`;

/** They call functions of jest when loaded, for example to clean up after a test file. */
const FOR_TESTS = /[\\/](?:backend-test-utils|testUtils)\b/;

const isShared = file => file.includes(NODE_MODULES) && !FOR_TESTS.test(file);

module.exports = class NodeRuntime extends SharingRuntime {
  isCacheable(file) {
    return !file.includes(NODE_MODULES) && super.isCacheable(file);
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
