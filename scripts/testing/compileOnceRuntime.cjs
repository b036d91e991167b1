/**
 * A jest runtime that finds and compiles each module once a worker, instead of once a test file.
 *
 * Jest gives every test file modules of its own, which is what keeps test files apart, and therefore
 * compiles each module anew: for a backend some 4000 of them. Here a worker keeps the compiled
 * script. Each test file still runs it in its own context and gets its own modules from it.
 */
'use strict';

const { statSync } = require('node:fs');
const { dirname, sep } = require('node:path');
const { Script } = require('node:vm');
// The runtime that the Backstage CLI would use, which brings it.
// eslint-disable-next-line import/no-extraneous-dependencies
const BackstageRuntime = require('@backstage/cli-module-test-jest/config/jestCachingModuleLoader');

const NODE_MODULES = `${sep}node_modules${sep}`;

/** What was compiled so far, by file name and by what is put around the file. */
const compiled = new Map();

/** What was read and transformed so far; of `node_modules` it does not change while tests run. */
const transformed = new Map();

/** The paths of modules found so far, by config, by the module that asks, and by the name it asks for. */
const found = new Map();

function inner(map, key) {
  let value = map.get(key);
  if (!value) {
    value = new Map();
    map.set(key, value);
  }
  return value;
}

/** Changes with a file that is edited between two runs. */
function stampOf(filename) {
  if (filename.includes(NODE_MODULES)) return '';
  const { mtimeMs, size } = statSync(filename);
  return `${mtimeMs} ${size}`;
}

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

  #paths;

  constructor(config, ...args) {
    super(config, ...args);
    CompileOnceRuntime.running = this;
    this.#paths = inner(found, config.id);
  }

  requireModuleOrMock(from, moduleName) {
    if (!moduleName || this.hasMocks()) {
      return super.requireModuleOrMock(from, moduleName);
    }
    const paths = inner(this.#paths, from);
    const known = paths.get(moduleName);
    if (known) return this.requirePath(known, from, moduleName);
    const exported = super.requireModuleOrMock(from, moduleName);
    paths.set(moduleName, this.pathOf(from, moduleName));
    return exported;
  }

  /** Whether what a module asks for may be something else in this test file. */
  hasMocks() {
    return (
      this._shouldAutoMock ||
      this._explicitShouldMock.size > 0 ||
      this._virtualMocks.size > 0
    );
  }

  /** The file of a module that is asked for by a name; of some kinds only jest knows what to do. */
  pathOf(from, moduleName) {
    const resolver = this._resolver;
    const options = { conditions: this.cjsConditions };
    return moduleName === '@jest/globals' ||
      resolver.isCoreModule(moduleName) ||
      resolver.getMockModule(from, moduleName, options)
      ? undefined
      : this._resolveCjsModule(from, moduleName);
  }

  /** As jest's `requireModule`, for a module whose file is known. */
  requirePath(filename, from, moduleName) {
    const registry = this._isolatedModuleRegistry ?? this._moduleRegistry;
    const loaded = registry.get(filename);
    if (loaded) return loaded.exports;
    const module = {
      children: [],
      exports: {},
      filename,
      id: filename,
      isPreloading: false,
      loaded: false,
      path: dirname(filename),
    };
    registry.set(filename, module);
    try {
      this._loadModule(module, from, moduleName, filename, undefined, registry);
    } catch (error) {
      registry.delete(filename);
      throw error;
    }
    return module.exports;
  }

  transformFile(filename, options) {
    if (options?.isInternalModule) {
      return super.transformFile(filename, options);
    }
    // Packages for the browser and for the backend transform in ways of their own, and so have ids.
    const key = `${filename} ${this._config.id}`;
    const stamp = stampOf(filename);
    const known = transformed.get(key);
    if (known?.stamp !== stamp) {
      const code = super.transformFile(filename, options);
      const file = this._fileTransforms.get(filename);
      transformed.set(key, { stamp, file });
      return code;
    }
    const { file } = known;
    this._fileTransforms.set(filename, file);
    if (file.sourceMapPath) {
      this._sourceMapRegistry.set(filename, file.sourceMapPath);
    }
    return file.code;
  }

  createScriptFromCode(source, filename) {
    const context = this._environment.getVmContext();
    // The base class has the answers to a torn down environment and to a syntax error.
    if (!context || filename === this._testPath) {
      return super.createScriptFromCode(source, filename);
    }
    const parameters = this.constructInjectedModuleParameters().join(',');
    const opening = `(function(${parameters}){`;
    const key = `${filename} ${opening}`;
    let known = compiled.get(key);
    if (known?.source !== source) {
      try {
        const script = new Script(`${opening}${source}\n})`, {
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
    return known.script.runInContext(context);
  }
}

module.exports = CompileOnceRuntime;
