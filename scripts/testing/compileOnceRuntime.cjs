/**
 * A jest runtime that compiles each module once a worker, instead of once a test file.
 *
 * Jest gives every test file modules of its own, which is what keeps test files apart, and therefore
 * compiles each module anew. Here a worker keeps the compiled script. Each test file still runs it in its own context
 * and gets its own modules from it.
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

/** What was transformed so far, by file name and by how. */
const transformed = new Map();

const NO_GLOBALS = { names: [], values: [] };

class CompileOnceRuntime extends BackstageRuntime {
  /**
   * That of the test file that this worker runs now; a worker runs one at a time. What compiled scripts
   * and shared modules ask for must come from it, not from the runtime that loaded them.
   */
  static running;

  constructor(config, ...args) {
    super(config, ...args);
    CompileOnceRuntime.running = this;
    // Jest takes each package for one that transforms in a way of its own, but there are few ways.
    const { transform, transformIgnorePatterns, moduleFileExtensions } = config;
    this._way = JSON.stringify([
      transform,
      transformIgnorePatterns,
      moduleFileExtensions,
    ]);
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

  teardown() {
    super.teardown();
    storages.forEach(storage => storage.disable());
    storages.clear();
    if (process.memoryUsage().heapUsed > GARBAGE_BYTES) collectGarbage();
  }

  transformFile(filename, options) {
    if (options?.isInternalModule) {
      return super.transformFile(filename, options);
    }
    const key = `${filename} ${this._way}`;
    // Packages do not change while tests run; what is in this repository may while tests are watched.
    const source = filename.includes(NODE_MODULES)
      ? undefined
      : this.readFile(filename);
    const known = transformed.get(key);
    if (!known || known.source !== source) {
      const code = super.transformFile(filename, options);
      transformed.set(key, {
        source,
        result: this._fileTransforms.get(filename),
      });
      return code;
    }
    const { result } = known;
    this._fileTransforms.set(filename, result);
    if (result.sourceMapPath) {
      this._sourceMapRegistry.set(filename, result.sourceMapPath);
    }
    return result.code;
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
      const script = this.scriptOf(source, filename, opening);
      return this.evaluate(script)(...globals.values);
    } catch {
      return super.createScriptFromCode(source, filename);
    }
  }

  scriptOf(source, filename, opening) {
    const key = `${filename} ${opening}`;
    const known = compiled.get(key);
    if (known?.source === source) return known.script;
    const script = new Script(`${opening}${source}\n})})`, {
      filename,
      columnOffset: -opening.length,
      importModuleDynamically: specifier =>
        CompileOnceRuntime.running.importDynamically(specifier, filename),
    });
    // Nobody else loads the test file itself.
    if (filename !== this._testPath) compiled.set(key, { source, script });
    return script;
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

module.exports = CompileOnceRuntime;
