/**
 * A jest runtime for tests without pages. It loads modules once per worker instead of per test file.
 *
 * Node.js itself loads the packages of `node_modules`, some 4,000 modules for a backend. The modules of
 * this repository stay in jest's registry (`sharingRuntime.cjs`).
 *
 * Requires the environment of `nodeEnvironment.cjs`: its globals are the same objects that the packages use.
 */
'use strict';

const { sep } = require('node:path');
const { pathToFileURL } = require('node:url');
const { SharingRuntime } = require('./sharingRuntime.cjs');

const NODE_MODULES = `${sep}node_modules${sep}`;

/** These modules call functions of jest when loaded, so each test file must load them. */
const FOR_TESTS = /[\\/](?:backend-test-utils|testUtils)\b/;

const isShared = file => file.includes(NODE_MODULES) && !FOR_TESTS.test(file);

module.exports = class NodeRuntime extends SharingRuntime {
  isCacheable(file) {
    return !file.includes(NODE_MODULES) && super.isCacheable(file);
  }

  requireModule(from, name, options, ...args) {
    const shared = options?.isInternalModule
      ? undefined
      : this.findSharedFile(from, name);
    return shared
      ? require(shared)
      : super.requireModule(from, name, options, ...args);
  }

  async importDynamically(specifier, referrer) {
    const shared = this.findSharedFile(referrer, specifier);
    return shared
      ? import(pathToFileURL(shared))
      : super.importDynamically(specifier, referrer);
  }

  /** @returns the file that Node.js itself loads for `name`; undefined when jest does */
  findSharedFile(from, name) {
    if (!name || this._resolver.isCoreModule(name)) return undefined;
    const file = this._resolveCjsModule(from, name);
    return isShared(file) ? file : undefined;
  }

  evaluate(script) {
    return script.runInThisContext();
  }
};
