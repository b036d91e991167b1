/**
 * A jest runtime that compiles each module once a worker, instead of once a test file.
 *
 * Jest gives every test file modules of its own, which is what keeps test files apart, and therefore
 * compiles each module anew: for a backend some 4000 of them. Here a worker keeps the compiled
 * script. Each test file still runs it in its own context and gets its own modules from it.
 */
'use strict';

const { sep } = require('node:path');
const { Script } = require('node:vm');
// The runtime that the Backstage CLI would use, which brings it.
// eslint-disable-next-line import/no-extraneous-dependencies
const BackstageRuntime = require('@backstage/cli-module-test-jest/config/jestCachingModuleLoader');

const NODE_MODULES = `${sep}node_modules${sep}`;

/** What was compiled so far, by file name and by what is put around the file. */
const compiled = new Map();

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
