/** The unit and integration tests of all packages. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../lib/paths.mjs';
import { runJest, sumOf } from './jestResults.mjs';

/**
 * A small machine has two cores, and tests wait for databases and timers for a third of their time. What
 * waits for an answer has a limit that more workers would meet.
 */
export const MAX_WORKERS = 3;

const MEGABYTE = 2 ** 20;

/**
 * A worker that uses more memory than this after a test file is replaced. Its successor has to read,
 * transform and compile everything again, so replacing it often costs most of the time of the tests; an
 * eighth of the machine for each of three workers leaves room for the databases and the operating system.
 */
const WORKER_MEGABYTES = Math.max(
  1_000,
  Math.min(2_500, Math.floor(os.totalmem() / MEGABYTE / 8)),
);

const sequencer = path.join(root, 'scripts/testing/longestFirst.cjs');

/** The roles of packages whose tests draw pages. */
const WITH_PAGES = /^(frontend|web-library)/;

/**
 * Runs the tests without pages, and then those with pages. Workers keep what all of their test files load:
 * with both kinds they would keep a gigabyte, and be slower by nearly a fifth.
 *
 * @param options.paths - what the paths of test files must match, any of them; all by default
 * @returns `{ passed, failed, notes }`
 */
export async function runUnitTests({ paths }) {
  const packages = testedPackages();
  const withPages = packages.filter(({ role }) => WITH_PAGES.test(role));
  const others = packages.filter(one => !withPages.includes(one));
  // Of all tests, both have some.
  const mayFindNone = paths.length > 0;
  const results = [];
  for (const chosen of [others, withPages]) {
    const result = await runJest(
      [
        'repo',
        'test',
        '--selectProjects',
        ...chosen.map(({ name }) => name),
        `--maxWorkers=${MAX_WORKERS}`,
        `--workerIdleMemoryLimit=${WORKER_MEGABYTES}M`,
        `--testSequencer=${sequencer}`,
        ...paths,
      ],
      { mayFindNone },
    );
    results.push(result);
  }
  return sumOf(results);
}

/** The packages that have tests: `{ name, role }`. */
function testedPackages() {
  return ['packages', 'plugins']
    .flatMap(folder =>
      fs
        .readdirSync(path.join(root, folder))
        .map(name => path.join(root, folder, name, 'package.json')),
    )
    .filter(file => fs.existsSync(file))
    .map(file => JSON.parse(fs.readFileSync(file, 'utf8')))
    .filter(({ scripts }) => scripts?.test)
    .map(({ name, backstage }) => ({ name, role: backstage.role }));
}
