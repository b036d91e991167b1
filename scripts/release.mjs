/**
 * `npm run release`: packs the packages, checks that the tools of users can load the tarballs, and
 * publishes the tarballs on npm.
 *
 *   npm run release                 publishes nothing: `npm publish --dry-run`
 *   npm run release -- --publish    publishes the versions that npm does not have yet
 *   npm run release -- --dir DIR    creates the tarballs in this folder, and does not delete them
 */
import { appendFileSync, mkdirSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './lib/paths.mjs';
import { run, tail } from './lib/run.mjs';
import { fail, formatElapsed, say, step } from './lib/say.mjs';
import { checkPackages } from './packing/checkPackages.mjs';
import { packAll } from './packing/packAll.mjs';
import { readRepository } from './packing/repositoryFields.mjs';
import { listReleaseProblems } from './testing/releasedMigrations.mjs';

const since = Date.now();

function parseOptions() {
  try {
    const { values } = parseArgs({
      options: {
        publish: { type: 'boolean', default: false },
        dir: { type: 'string' },
      },
    });
    return values;
  } catch (error) {
    return fail(
      error.message,
      'Usage: npm run release -- [--publish] [--dir DIR]',
    );
  }
}

const { publish, dir } = parseOptions();

/** Returns the reason why the packages cannot be published; undefined or empty if they can. */
async function findObstacle() {
  if (!readRepository()) {
    return 'package.json has no `repository`, so the packages would not say where they come from.';
  }
  const [problem] = listReleaseProblems();
  if (problem) {
    return problem;
  }
  const { output } = await run('git', ['status', '--porcelain'], { cwd: root });
  return output && 'There are uncommitted changes.';
}

const obstacle = await findObstacle();
if (publish && obstacle) {
  fail(`Not published: ${obstacle}`);
}

function createFolder() {
  if (!dir) {
    return mkdtempSync(join(tmpdir(), 'callboard-release-'));
  }
  mkdirSync(dir, { recursive: true });
  return resolve(dir);
}

const folder = createFolder();

async function runNpm(...args) {
  const { code, output } = await run('npm', args, { cwd: folder });
  appendFileSync(join(folder, 'commands.log'), `${output}\n`);
  return { hasSucceeded: code === 0, output };
}

/** Publishes a tarball, or only checks that npm would accept it. */
async function publishPackage({ file, manifest: { name, version } }) {
  const id = `${name}@${version}`;
  if (publish && (await runNpm('view', id, 'version')).hasSucceeded) {
    say(`  ${id} is already on npm`);
    return;
  }
  await step(`  ${id}`, async () => {
    const options = publish ? [] : ['--dry-run'];
    const { hasSucceeded, output } = await runNpm('publish', file, ...options);
    if (!hasSucceeded) {
      throw new Error(tail(output));
    }
  });
}

try {
  const packed = await packAll(folder, text =>
    appendFileSync(join(folder, 'commands.log'), `${text}\n`),
  );
  await step('Checking the tarballs', () => checkPackages(packed));
  say(publish ? 'Publishing:' : 'npm publish --dry-run:');
  for (const each of packed) await publishPackage(each);
} catch (error) {
  fail(
    error.message,
    '',
    `release: failed after ${formatElapsed(since)}. Files: ${folder}`,
  );
}
if (dir) {
  say(`Files: ${folder}`);
} else {
  await rm(folder, { recursive: true, force: true });
}
say(
  publish
    ? `release: published (${formatElapsed(since)})`
    : `release: rehearsed, nothing was published (${formatElapsed(since)})`,
);
if (obstacle) say(`The release cannot be published yet: ${obstacle}`);
