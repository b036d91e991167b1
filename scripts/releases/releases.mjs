/**
 * The released versions in `releases/`. Each has the packages of its backend, and databases with
 * demo data that this backend created. `npm run test:full` upgrades these databases.
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { root } from '../lib/paths.mjs';
import { DATABASE, queryPostgres } from '../lib/queryDatabases.mjs';
import { run, tail } from '../lib/run.mjs';

const releasesFolder = join(root, 'releases');

/** The folder of a released version. */
export const getReleaseFolder = version => join(releasesFolder, version);

/** Lists the released versions, the oldest first. */
export function listReleases() {
  if (!existsSync(releasesFolder)) return [];
  return readdirSync(releasesFolder).sort((a, b) =>
    a.localeCompare(b, 'en', { numeric: true }),
  );
}

/**
 * Unpacks the packages of a release.
 *
 * @returns environment variables with which a backend runs the unpacked packages instead of the
 *   packages of the repository
 */
export async function unpackRelease(version) {
  // In `node_modules`, the packages find the dependencies of the repository.
  const target = join(root, 'node_modules/.cache/callboard-releases', version);
  const packages = join(getReleaseFolder(version), 'packages');
  for (const name of readdirSync(packages)) {
    const unpacked = join(
      target,
      'node_modules/@callboard',
      basename(name, '.tgz'),
    );
    mkdirSync(unpacked, { recursive: true });
    const { code, output } = await run('tar', [
      ...['-xzf', join(packages, name), '-C', unpacked],
      '--strip-components=1',
    ]);
    if (code !== 0) throw new Error(tail(output));
  }
  const hook = join(root, 'scripts/releases/resolvePackages.cjs');
  return { CALLBOARD_PACKAGES: target, NODE_OPTIONS: `--require "${hook}"` };
}

const readDump = (version, name) =>
  gunzipSync(readFileSync(join(getReleaseFolder(version), `${name}.gz`)));

/** Writes the released database into a new SQLite file. */
export function restoreSqlite(version, file) {
  writeFileSync(file, readDump(version, 'callboard.sqlite'));
}

/** Creates the released database on a PostgreSQL server. */
export async function restorePostgres(version, postgres) {
  await queryPostgres(postgres, 'postgres', `CREATE DATABASE ${DATABASE}`);
  // Removes the commands of psql: lines that start with a backslash.
  const dump = readDump(version, 'callboard.sql').toString();
  await queryPostgres(postgres, DATABASE, dump.replace(/^\\.*$/gm, ''));
}
