/**
 * The browser tests. Every run includes `e2e/src/journeys`. Full runs, and runs of named paths,
 * also include `e2e/src/full`.
 */
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../lib/paths.mjs';
import { findChromium } from './chromium.mjs';
import { prepareDemo } from './demoData.mjs';
import { buildDevPortals } from './devPortals.mjs';
import { runJest, sumResults } from './jestResults.mjs';
import { buildLegacyApp } from './legacyApp.mjs';
import { readTestTimes } from './testTimes.mjs';

const sources = path.join(root, 'e2e/src');

const JOURNEYS = 'journeys';

/** The number of days in the demo data of all tests, and of runs that only contain journeys. */
const FULL_DEMO_DAYS = 365;
const JOURNEY_DEMO_DAYS = 60;

const isJourney = file => file.startsWith(`src/${JOURNEYS}/`);
const TEST_FOLDERS = [JOURNEYS, 'full'];

/** Tests that use the app of `buildLegacyApp`, or the portals of `buildDevPortals`. */
const LEGACY = /legacy/;
const DEV_PORTALS = /devPortals/;

/** Guesses the duration of a file without a recorded duration, as in a fresh clone. */
const guessSeconds = file => (/pageStates|large/i.test(file) ? 60 : 15);

function listTestFiles({ paths, full }) {
  const folders = full || paths.length > 0 ? TEST_FOLDERS : [JOURNEYS];
  return folders
    .flatMap(folder =>
      fs
        .readdirSync(path.join(sources, folder))
        .filter(name => name.endsWith('.test.ts'))
        .map(name => `src/${folder}/${name}`),
    )
    .filter(
      file =>
        paths.length === 0 || paths.some(part => `e2e/${file}`.includes(part)),
    );
}

/**
 * Distributes test files to two workers of about equal duration, longest files first. One worker
 * does not keep two cores busy. Each worker has its own portal and browser, so that the workers do
 * not affect each other.
 */
function splitFiles(files) {
  const times = readTestTimes();
  const getSeconds = file => times.get(`e2e/${file}`) ?? guessSeconds(file);
  const workers = ['first', 'second'].map(name => ({
    name,
    files: [],
    seconds: 0,
  }));
  const longestFirst = [...files].sort((a, b) => getSeconds(b) - getSeconds(a));
  for (const file of longestFirst) {
    const [shortest] = [...workers].sort((a, b) => a.seconds - b.seconds);
    shortest.files.push(file);
    shortest.seconds += getSeconds(file);
  }
  return workers.filter(worker => worker.files.length > 0);
}

async function prepare({ paths, full }) {
  const chromium = await findChromium();
  const files = listTestFiles({ paths, full });
  if (!chromium || files.length === 0) return { files, chromium };
  const [demo, legacyApp, devPortals] = await Promise.all([
    prepareDemo(files.every(isJourney) ? JOURNEY_DEMO_DAYS : FULL_DEMO_DAYS),
    files.some(file => LEGACY.test(file)) ? buildLegacyApp() : undefined,
    files.some(file => DEV_PORTALS.test(file)) ? buildDevPortals() : undefined,
  ]);
  return { files, chromium, demo, legacyApp, devPortals };
}

let prepared;

/** Prepares the tests of this run, once. */
function prepareOnce(options) {
  prepared ??= prepare(options);
  return prepared;
}

/**
 * Prepares the missing inputs of the browser tests: the demo data, the app on the legacy frontend
 * system, and the portals of the plugins. `runBrowserTests` prepares them itself if this function
 * was not called.
 */
export async function prepareBrowserTests({ paths = [], full = false } = {}) {
  await prepareOnce({ paths, full });
  return { passed: 0, failed: 0, notes: [], files: [] };
}

/**
 * Runs the browser tests.
 *
 * @param options.paths - runs the files whose path contains any of these parts; by default all
 *   files
 * @param options.full - whether to run both folders
 * @returns `{ passed, failed, notes, files: [{ path, seconds, passed, failed }] }`; without
 *   Chromium, a warning instead of the tests
 */
export async function runBrowserTests({ paths = [], full = false } = {}) {
  const { files, chromium, demo, legacyApp, devPortals } = await prepareOnce({
    paths,
    full,
  });
  if (!chromium) {
    process.stdout.write(
      '\n!!! e2e SKIPPED: no Chromium. Install Chromium or set CHROMIUM_PATH !!!\n\n',
    );
    return { passed: 0, failed: 0, notes: ['SKIPPED'], files: [] };
  }
  if (files.length === 0) {
    return { passed: 0, failed: 0, notes: ['no such file'], files: [] };
  }
  const results = await Promise.all(
    splitFiles(files).map(worker =>
      runJest(
        ['package', 'test', '--runInBand', '--runTestsByPath', ...worker.files],
        {
          cwd: 'e2e',
          env: {
            CALLBOARD_E2E_DEMO: demo,
            CALLBOARD_E2E_FULL: full ? '1' : '',
            CALLBOARD_E2E_WORKER: worker.name,
            CALLBOARD_E2E_LEGACY_APP: legacyApp ?? '',
            CALLBOARD_E2E_DEV_PORTALS: devPortals ?? '',
            CHROMIUM_PATH: chromium.executable,
            CHROMIUM_ENV: JSON.stringify(chromium.env),
          },
        },
      ),
    ),
  );
  return sumResults(results);
}
