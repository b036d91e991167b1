/**
 * Jest's jsdom environment of the Backstage CLI, with quicker styles, and one page for all test files of a
 * worker: modules that stay loaded belong to the window in which they were loaded.
 *
 * A test file that replaces modules has modules and a page of its own.
 */
'use strict';

// The environment that the Backstage CLI would use, which brings it.
// eslint-disable-next-line import/no-extraneous-dependencies
const Environment = require('@backstage/cli-module-test-jest/config/jest-environment-jsdom');
// Both come with jest.
/* eslint-disable import/no-extraneous-dependencies */
const { LegacyFakeTimers, ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');
/* eslint-enable import/no-extraneous-dependencies */
const limitTests = require('./limitTests.cjs');
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
 * From here on a timer may outlast its test file, in milliseconds. Shorter ones are left to end by
 * themselves: modules that stay loaded wait for them, such as React's scheduler.
 */
const LASTING_MS = 1_000;

/**
 * @returns clears the timers that were set since and would fire much later, such as those that forget what
 *   a query has read; they keep what they hold in memory, and the worker from ending
 */
function noteLastingTimers(window) {
  const noted = new Set();
  for (const name of ['setTimeout', 'setInterval']) {
    const set = window[name];
    window[name] = (handler, delay, ...args) => {
      const id = set(handler, delay, ...args);
      if (delay >= LASTING_MS || name === 'setInterval') noted.add(id);
      return id;
    };
  }
  return () => {
    noted.forEach(id => window.clearTimeout(id));
    noted.clear();
  };
}

/** Where tests put what jsdom lacks, and what answers otherwise than jsdom. */
const placesIn = window => [
  window,
  window.navigator,
  window.document,
  window.document.documentElement,
];

/** Modules that stay loaded keep some things on the window, by names that begin otherwise. */
const OF_TESTS = /^[a-z]/i;

/** @returns puts the properties of a window back that have been replaced or added since */
function noteProperties(window) {
  const before = placesIn(window).map(place =>
    Object.getOwnPropertyDescriptors(place),
  );
  return () => {
    placesIn(window).forEach((place, nth) => {
      const descriptors = before[nth];
      for (const name of Object.getOwnPropertyNames(place)) {
        const { configurable, ...now } = Object.getOwnPropertyDescriptor(
          place,
          name,
        );
        if (!configurable || !OF_TESTS.test(name)) continue;
        if (!(name in descriptors)) {
          delete place[name];
        } else if (
          Object.keys(now).some(key => now[key] !== descriptors[name][key])
        ) {
          Object.defineProperty(place, name, descriptors[name]);
        }
      }
    });
  };
}

/** The page of the test files of this worker that share one, and what clears its timers. */
let shared;
let clearTimers;

/** What jest keeps on a window about a test file, such as its timeout. */
const jestSymbols = window =>
  Object.getOwnPropertySymbols(window).filter(({ description }) =>
    /^[A-Z_]+$/.test(description),
  );

class SharedPage {
  constructor(config, context) {
    if (!shared) {
      shared = new OwnPage(config, context);
      clearTimers = noteLastingTimers(shared.global);
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
      symbols: new Set(jestSymbols(global)),
      env: { ...process.env },
    };
    this.putBackProperties = noteProperties(global);
  }

  async setup() {}

  async teardown() {
    const { document } = this.global;
    this.fakeTimers.dispose();
    this.fakeTimersModern.dispose();
    clearTimers();
    this.putBackProperties();
    jestSymbols(this.global)
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

/** Jest makes one for each test file. */
module.exports = function PageEnvironment(config, context) {
  const Page = sharesModules(context.testPath) ? SharedPage : OwnPage;
  const environment = new Page(config, context);
  limitTests(environment.global);
  return environment;
};
