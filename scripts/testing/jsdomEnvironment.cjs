/**
 * The Backstage CLI's jsdom environment for jest, with faster styles, and one page for all test
 * files of a worker: cached modules belong to the window in which they were loaded.
 *
 * A test file that replaces modules gets its own modules and page.
 */
'use strict';

// The environment that the Backstage CLI uses by default; the CLI depends on it.
// eslint-disable-next-line import/no-extraneous-dependencies
const Environment = require('@backstage/cli-module-test-jest/config/jest-environment-jsdom');
// Both come with jest.
/* eslint-disable import/no-extraneous-dependencies */
const { LegacyFakeTimers, ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');
/* eslint-enable import/no-extraneous-dependencies */
const setTestTimeout = require('./setTestTimeout.cjs');
const { sharesModules } = require('./sharingRuntime.cjs');
const quickenComputedStyle = require('./quickComputedStyle.cjs');

/**
 * JSS searches the whole page for a nonce each time it adds a style sheet, unless it has found one.
 */
function addNonce(document) {
  const meta = document.createElement('meta');
  meta.setAttribute('property', 'csp-nonce');
  meta.setAttribute('content', 'test');
  document.head.append(meta);
}

class OwnPage extends Environment {
  constructor(...args) {
    super(...args);
    quickenComputedStyle(this.global);
    addNonce(this.global.document);
  }
}

/**
 * Timers of at least this duration, in milliseconds, may outlast their test file. Shorter ones end
 * by themselves: cached modules wait for them, such as React's scheduler.
 */
const LASTING_MS = 1_000;

/**
 * @returns a function that clears the timers that were set in the meantime and would fire much later,
 *   such as those that evict cached queries; they retain memory, and keep the worker from ending
 */
function trackLastingTimers(window) {
  const lastingTimers = new Set();
  for (const name of ['setTimeout', 'setInterval']) {
    const set = window[name];
    window[name] = (handler, delay, ...args) => {
      const id = set(handler, delay, ...args);
      if (delay >= LASTING_MS || name === 'setInterval') lastingTimers.add(id);
      return id;
    };
  }
  return () => {
    lastingTimers.forEach(id => window.clearTimeout(id));
    lastingTimers.clear();
  };
}

/** The objects on which tests define properties that jsdom lacks or implements differently. */
const listPatchedObjects = window => [
  window,
  window.navigator,
  window.document,
  window.document.documentElement,
];

/** Tests define properties with such names. Those of cached modules begin with another character. */
const TEST_PROPERTY = /^[a-z]/i;

/** @returns a function that restores the replaced or added properties of a window */
function recordProperties(window) {
  const before = listPatchedObjects(window).map(object =>
    Object.getOwnPropertyDescriptors(object),
  );
  return () => {
    listPatchedObjects(window).forEach((object, index) => {
      const descriptors = before[index];
      for (const name of Object.getOwnPropertyNames(object)) {
        const { configurable, ...now } = Object.getOwnPropertyDescriptor(
          object,
          name,
        );
        if (!configurable || !TEST_PROPERTY.test(name)) continue;
        if (!(name in descriptors)) {
          delete object[name];
        } else if (
          Object.keys(now).some(key => now[key] !== descriptors[name][key])
        ) {
          Object.defineProperty(object, name, descriptors[name]);
        }
      }
    });
  };
}

/** The shared page of this worker's test files, and the function that clears its timers. */
let shared;
let clearTimers;

/** Lists the symbols under which jest stores data of a test file on a window, such as its timeout. */
const listJestSymbols = window =>
  Object.getOwnPropertySymbols(window).filter(({ description }) =>
    /^[A-Z_]+$/.test(description),
  );

class SharedPage {
  constructor(config, context) {
    if (!shared) {
      shared = new OwnPage(config, context);
      clearTimers = trackLastingTimers(shared.global);
    }
    const { projectConfig } = config;
    const { dom, global } = shared;
    this.dom = dom;
    this.global = global;
    dom.virtualConsole.removeAllListeners();
    dom.virtualConsole.forwardTo(context.console);
    dom.virtualConsole.on('jsdomError', error => context.console.error(error));
    this.moduleMocker = new ModuleMocker(global);
    this.fakeTimers = new LegacyFakeTimers({
      config: projectConfig,
      global,
      moduleMocker: this.moduleMocker,
      timerConfig: { idToRef: id => id, refToId: ref => ref },
    });
    this.fakeTimersModern = new ModernFakeTimers({
      config: projectConfig,
      global,
    });
    this.before = {
      symbols: new Set(listJestSymbols(global)),
      env: { ...process.env },
    };
    this.restoreProperties = recordProperties(global);
  }

  async setup() {}

  async teardown() {
    const { document } = this.global;
    this.fakeTimers.dispose();
    this.fakeTimersModern.dispose();
    clearTimers();
    this.restoreProperties();
    listJestSymbols(this.global)
      .filter(symbol => !this.before.symbols.has(symbol))
      .forEach(symbol => delete this.global[symbol]);
    Object.keys(process.env)
      .filter(name => !(name in this.before.env))
      .forEach(name => delete process.env[name]);
    Object.assign(process.env, this.before.env);
    document.body.replaceChildren();
    this.dom = null;
  }

  exportConditions() {
    return shared.exportConditions();
  }

  getVmContext() {
    return this.dom?.getInternalVMContext() ?? null;
  }
}

/** Jest creates one for each test file. */
module.exports = function PageEnvironment(config, context) {
  const Page = sharesModules(context.testPath) ? SharedPage : OwnPage;
  const environment = new Page(config, context);
  setTestTimeout(environment.global);
  return environment;
};
