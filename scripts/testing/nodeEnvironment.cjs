/**
 * A jest environment in the context of Node.js itself, where cached packages work for all test
 * files: only one `Error`, one `Array` and one clock exist to replace.
 *
 * Jest would give each test file its own context. Here they share one: a test that replaces
 * something on `globalThis` restores it itself. This environment restores jest's own properties,
 * the environment variables, the console and `process.exit`.
 */
'use strict';

const { createContext } = require('node:vm');
// Both come with jest.
/* eslint-disable import/no-extraneous-dependencies */
const { LegacyFakeTimers, ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');
/* eslint-enable import/no-extraneous-dependencies */
const setTestTimeout = require('./setTestTimeout.cjs');

/** Jest runs some of its own code in this context after each test file. */
const cleanupContext = createContext();

const timerConfig = {
  idToRef: id => ({ id, ref() {}, unref() {} }),
  refToId: timer => timer?.id,
};

/** Lists the symbols under which jest stores data of a test file, such as its timeout. */
const listJestSymbols = () =>
  Object.getOwnPropertySymbols(globalThis).filter(({ description }) =>
    /^[A-Z_]+$/.test(description),
  );

module.exports = class NodeEnvironment {
  constructor({ projectConfig }) {
    this.global = globalThis;
    this.context = cleanupContext;
    this.moduleMocker = new ModuleMocker(globalThis);
    const options = { config: projectConfig, global: globalThis };
    this.fakeTimersModern = new ModernFakeTimers(options);
    this.fakeTimers = new LegacyFakeTimers({
      ...options,
      moduleMocker: this.moduleMocker,
      timerConfig,
    });
    this.before = {
      symbols: new Set(listJestSymbols()),
      env: { ...process.env },
      exit: process.exit,
      console,
    };
    setTestTimeout(globalThis);
  }

  async setup() {}

  async teardown() {
    const { symbols, env, exit } = this.before;
    this.fakeTimers.dispose();
    this.fakeTimersModern.dispose();
    listJestSymbols()
      .filter(symbol => !symbols.has(symbol))
      .forEach(symbol => delete globalThis[symbol]);
    Object.keys(process.env)
      .filter(name => !(name in env))
      .forEach(name => delete process.env[name]);
    Object.assign(process.env, env);
    process.exit = exit;
    globalThis.console = this.before.console;
    this.context = null;
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return this.context;
  }
};
