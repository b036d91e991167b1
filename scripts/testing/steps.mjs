/**
 * The steps of `npm test`, in order: what is quick and says most about a change comes first. Static
 * checks run two at a time, the longest first; the tests need the whole machine.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildApp, isAppStale } from '../lib/appBuild.mjs';
import { whileLocked } from '../lib/lock.mjs';
import { root, varFolder } from '../lib/paths.mjs';
import { findChromium } from './chromium.mjs';
import { runJest, sumOf } from './jestResults.mjs';
import { staticSteps } from './staticChecks.mjs';
import { runBackendTests, runFrontendTests } from './unitTests.mjs';

/** The lock of `npm start`: no portal may start from an app that is being built. */
const startLock = path.join(varFolder, 'start.json');

/** A step that either holds or does not. */
const check = command => async context => {
  const ok = (await command(context)) === 0;
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, notes: [] };
};

/** The build that `npm start` serves, so that the portal of the e2e tests need not build again. */
async function buildIfStale() {
  const sayWaiting = () => process.stdout.write('A portal is starting …\n');
  await whileLocked(startLock, sayWaiting, async () => {
    if (isAppStale()) await buildApp();
  });
  return 0;
}

/** Half of the end-to-end tests, by the time they take: looks, organisations, what is critical. */
const SECOND_LANE = /looks|organisation|critical/i;

/** Where one lane leaves demo data for the other; gone with this process. */
function folderForDemoData() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'callboard-demo-'));
  process.once('exit', () => fs.rmSync(folder, { recursive: true }));
  return path.join(folder, 'data');
}

/**
 * The end-to-end tests in two lanes, each with a portal and a browser of its own. Neither keeps two
 * cores busy, and what is done in the one cannot be seen in the other. The second begins with the demo
 * data that the first has made.
 */
async function e2e({ paths }) {
  const chromium = await findChromium();
  if (!chromium) {
    process.stdout.write(
      '\n!!! e2e SKIPPED: no Chromium. Install one or name it in CHROMIUM_PATH !!!\n\n',
    );
    return { passed: 0, failed: 0, notes: ['SKIPPED'] };
  }
  const files = fs
    .readdirSync(path.join(root, 'e2e/src'))
    .map(name => `src/${name}`)
    .filter(name => name.endsWith('.test.ts'))
    .filter(name => paths.every(part => name.includes(part)));
  const second = files.filter(name => SECOND_LANE.test(name));
  const first = files.filter(name => !second.includes(name));
  // A lane that runs alone makes its own data.
  const data =
    first.length > 0 && second.length > 0 ? folderForDemoData() : undefined;
  const lanes = [
    { lane: 'first', chosen: first, env: { CALLBOARD_E2E_LEAVES_DATA: data } },
    { lane: 'second', chosen: second, env: { CALLBOARD_E2E_TAKES_DATA: data } },
  ];
  const results = await Promise.all(
    lanes
      .filter(({ chosen }) => chosen.length > 0)
      .map(({ lane, chosen, env }) =>
        runJest(
          ['package', 'test', '--runInBand', '--runTestsByPath', ...chosen],
          {
            cwd: 'e2e',
            env: {
              ...env,
              CALLBOARD_E2E_LANE: lane,
              CHROMIUM_PATH: chromium.executable,
              CHROMIUM_ENV: JSON.stringify(chromium.env),
            },
          },
        ),
      ),
  );
  return sumOf(results);
}

/** Journeys through the portal are affected by everything: a run of what changed leaves them out. */
const isWhole = ({ changed }) => !changed;

export const steps = [
  ...staticSteps,
  {
    group: 'unit',
    name: 'Backend: rules on SQLite; stores, SQL and concurrency on both databases',
    run: runBackendTests,
  },
  { group: 'unit', name: 'Pages', run: runFrontendTests },
  {
    group: 'e2e',
    name: 'Build the app',
    runsFor: isWhole,
    run: check(buildIfStale),
  },
  {
    group: 'e2e',
    name: 'End to end, in Chromium',
    runsFor: isWhole,
    run: e2e,
  },
];
