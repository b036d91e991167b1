/** The unit and integration tests of all packages. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../lib/paths.mjs';
import { runJest } from './jestResults.mjs';

/**
 * A small machine has two cores, and tests of the backend wait for databases and timers for a third
 * of their time. With more workers, responses would come too late for the time limits of tests.
 */
const MAX_WORKERS = 3;

/**
 * Tests of pages rarely wait, so more workers than cores gain nothing, and each worker needs some
 * 14 s of processor time to load the packages of a portal.
 */
const MAX_PAGE_WORKERS = Math.max(
  1,
  Math.min(MAX_WORKERS, os.availableParallelism()),
);

const MEGABYTE = 2 ** 20;

/**
 * Jest replaces a worker that, at the end of a test file, uses more memory than this. A new worker
 * has to read, transform and compile everything again, so frequent replacements would take most of
 * the time of the tests. If each of three workers uses an eighth of the machine's memory, enough is
 * left for the databases and the operating system.
 */
const WORKER_MEGABYTES = Math.max(
  1_000,
  Math.min(2_500, Math.floor(os.totalmem() / MEGABYTE / 8)),
);

const sequencer = path.join(root, 'scripts/testing/longestFirst.cjs');

/** The roles of packages whose tests render pages. */
const WITH_PAGES = /^(frontend|web-library)/;

/** Runs the tests of packages without pages. `runTests` describes the context and the result. */
export function runBackendTests(context) {
  return runTests(({ role }) => !WITH_PAGES.test(role), MAX_WORKERS, context);
}

/**
 * Runs the tests of packages with pages. They have their own workers: a worker caches the modules
 * of all its test files, and with both kinds of packages it would cache a gigabyte.
 */
export function runFrontendTests(context) {
  return runTests(
    ({ role }) => WITH_PAGES.test(role),
    MAX_PAGE_WORKERS,
    context,
  );
}

/**
 * Runs the tests of the chosen packages.
 *
 * @param context.paths - patterns; runs the test files whose path matches any of them. By default,
 *   runs all test files
 * @param context.tests - the only test files to run, relative to the repository
 * @param context.unaffectedEndpoints - endpoints that the tests of all endpoints skip; none by
 *   default
 * @param context.full - whether to run the tests on every database, with more random cases
 * @returns the result of `runJest`
 */
async function runTests(
  isChosen,
  maxWorkers,
  { paths = [], tests, unaffectedEndpoints = [], full },
) {
  const packages = listTestedPackages().filter(isChosen);
  const chosen = tests?.filter(file =>
    packages.some(({ folder }) => file.startsWith(`${folder}/`)),
  );
  if (chosen?.length === 0) {
    return { passed: 0, failed: 0, notes: ['not affected'], files: [] };
  }
  return runJest(
    [
      'repo',
      'test',
      '--selectProjects',
      ...packages.map(({ name }) => name),
      `--maxWorkers=${maxWorkers}`,
      `--workerIdleMemoryLimit=${WORKER_MEGABYTES}M`,
      `--testSequencer=${sequencer}`,
      ...(chosen ? ['--runTestsByPath', ...chosen] : paths),
    ],
    {
      // Only named paths may match no tests.
      mayFindNone: paths.length > 0,
      full,
      env: { CALLBOARD_TEST_SPARED_ENDPOINTS: unaffectedEndpoints.join() },
    },
  );
}

/** Returns the packages with tests: `{ name, role, folder }`. */
function listTestedPackages() {
  return ['packages', 'plugins']
    .flatMap(parent =>
      fs
        .readdirSync(path.join(root, parent))
        .map(name => path.posix.join(parent, name)),
    )
    .map(folder => ({ folder, file: path.join(root, folder, 'package.json') }))
    .filter(({ file }) => fs.existsSync(file))
    .map(({ folder, file }) => ({
      folder,
      ...JSON.parse(fs.readFileSync(file, 'utf8')),
    }))
    .filter(({ scripts }) => scripts?.test)
    .map(({ name, backstage, folder }) => ({
      name,
      role: backstage.role,
      folder,
    }));
}
