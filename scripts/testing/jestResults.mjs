/** Runs jest through the Backstage CLI and counts its results. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../lib/paths.mjs';
import { runTool } from './run.mjs';

/**
 * Tests allocate many short-lived objects. With more than V8's default of 16 MB for them, the
 * garbage collector runs less often, and fewer objects survive long enough to be copied.
 */
const LARGER_YOUNG_GENERATION = '--max-semi-space-size=64';

/**
 * Matches the names of the tests that plain runs include. A tag in the name of a test or group
 * excludes it from plain runs: `@full` on every database, `@full-sqlite` on SQLite,
 * `@full-postgres` on PostgreSQL.
 */
const PLAIN_TESTS =
  '^(?!.*@full(?!-))(?!(?=.*SQLITE_3).*@full-sqlite)(?!(?=.*POSTGRES_18).*@full-postgres)';

/**
 * The environment variables of a full run. The seed is the current date, so that each day's run
 * tries other random values.
 */
const fullEnvironment = {
  CALLBOARD_TEST_FULL: '1',
  CALLBOARD_TEST_SEED:
    process.env.CALLBOARD_TEST_SEED ??
    new Date().toISOString().slice(0, 10).replaceAll('-', ''),
};

/**
 * Runs jest without the console output of tests. With this output, jest looks up the origin of each
 * line, which is a quarter of the work in front-end tests. To see the output, run one file by hand.
 *
 * @param args - the Backstage CLI's command, for example `['repo', 'test']`
 * @param options.mayFindNone - whether a run without tests is a success
 * @param options.full - whether this is a full run
 * @param options.allTests - whether to include the tests that plain runs exclude
 * @returns `{ passed, failed, notes, files }`. Each file has the fields `path` (relative to the
 *   repository), `seconds`, `passed` and `failed`. A suite that does not load counts as one
 *   failure. So does a run that fails without a failing test
 */
export async function runJest(
  args,
  { env, mayFindNone = false, full = false, allTests = full, ...options } = {},
) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'callboard-jest-'));
  // Deletes the folder even if the run is interrupted.
  process.once('exit', () => fs.rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'results.json');
  const code = await runTool(
    'backstage-cli',
    [
      ...args,
      '--watchAll=false',
      '--silent',
      '--json',
      `--outputFile=${file}`,
      ...(allTests ? [] : [`--testNamePattern=${PLAIN_TESTS}`]),
    ],
    {
      ...options,
      env: {
        ...env,
        ...(full ? fullEnvironment : {}),
        NODE_OPTIONS: [process.env.NODE_OPTIONS, LARGER_YOUNG_GENERATION]
          .filter(Boolean)
          .join(' '),
      },
    },
  );
  if (!fs.existsSync(file)) {
    return {
      passed: 0,
      failed: 1,
      notes: ['jest ended without results'],
      files: [],
    };
  }
  const result = toResult(JSON.parse(fs.readFileSync(file, 'utf8')), code);
  return mayFindNone ? result : sumResults([result]);
}

/** Sums up the results of several runs. If no tests ran, the sum is one failure. */
export function sumResults(results) {
  const sum = key => results.reduce((total, result) => total + result[key], 0);
  const [passed, failed] = [sum('passed'), sum('failed')];
  const files = results.flatMap(result => result.files ?? []);
  return passed + failed === 0
    ? { passed, failed: 1, notes: ['no tests ran'], files }
    : { passed, failed, notes: results.flatMap(({ notes }) => notes), files };
}

function toResult(results, code) {
  const passed = results.numPassedTests;
  let failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  const notes = [];
  const isPlain = new RegExp(PLAIN_TESTS);
  const notRun = results.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status !== 'passed' && status !== 'failed');
  const skipped = notRun.filter(({ fullName }) => isPlain.test(fullName));
  const leftOut = notRun.length - skipped.length;
  if (leftOut) notes.push(`${leftOut} run only in full runs`);
  if (skipped.length) notes.push(`${skipped.length} skipped`);
  if (code !== 0 && failed === 0) {
    notes.push(`jest ended with code ${code}`);
    failed = 1;
  }
  return { passed, failed, notes, files: results.testResults.map(toFile) };
}

/** Returns a test file's path, duration in seconds and results. */
function toFile({ name, startTime, endTime, assertionResults }) {
  const countResults = status =>
    assertionResults.filter(result => result.status === status).length;
  return {
    path: path.relative(root, name).split(path.sep).join('/'),
    seconds: (endTime - startTime) / 1_000,
    passed: countResults('passed'),
    // A file that does not load has no results.
    failed: countResults('failed') + (assertionResults.length === 0 ? 1 : 0),
  };
}
