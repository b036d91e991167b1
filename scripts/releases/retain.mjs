/**
 * Retains a release in `releases/`: packs the packages of the backend, creates demo data with them
 * on SQLite and on PostgreSQL, and dumps both databases. Uses the PostgreSQL that is installed on
 * the machine, because this needs `pg_dump`.
 *
 *   node scripts/releases/retain.mjs                     packs the packages
 *   node scripts/releases/retain.mjs --packages FOLDER   uses the tarballs of `npm run release`
 */
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import {
  createPostgresSettings,
  createSqliteSettings,
  waitForDemo,
  waitForSealedLog,
  withDataPortal,
} from '../lib/dataPortal.mjs';
import {
  copySqlite,
  countPostgresRows,
  countSqliteRows,
  getDatabaseUrl,
} from '../lib/queryDatabases.mjs';
import { fail, say, step } from '../lib/say.mjs';
import { listPackedPackages } from '../packing/packages.mjs';
import { packAll } from '../packing/packAll.mjs';
import { readUnchanging } from './readResources.mjs';
import { getReleaseFolder, unpackRelease } from './releases.mjs';

const { startPostgres } = createRequire(import.meta.url)(
  '../testing/postgres.cjs',
);

/** The roles of the packages that a backend loads. */
const BACKEND_ROLES =
  /^(backend-plugin|backend-plugin-module|node-library|common-library)$/;

const { values } = parseArgs({ options: { packages: { type: 'string' } } });
const folder = mkdtempSync(join(tmpdir(), 'callboard-retain-'));

/** Returns the packed packages of the backend. */
async function packBackend() {
  const packed = values.packages
    ? listPackedPackages(resolve(values.packages))
    : await packAll(folder, text =>
        appendFileSync(join(folder, 'commands.log'), `${text}\n`),
      );
  return packed.filter(({ manifest }) =>
    BACKEND_ROLES.test(manifest.backstage?.role),
  );
}

/** Creates the demo data with the packages of the release, and returns what `dump` returns. */
const seed = ({ name, settings, countRows, dump }) =>
  withDataPortal({ folder, name, settings }, async ({ client }) => {
    await waitForDemo(client, countRows);
    await readUnchanging(client);
    await waitForSealedLog(client, { countRows });
    return dump();
  });

function dumpSqlite(packages) {
  const data = join(folder, 'sqlite');
  mkdirSync(data);
  const file = join(data, 'callboard.sqlite');
  const copy = join(folder, 'copy.sqlite');
  return seed({
    name: 'sqlite',
    settings: { ...packages, ...createSqliteSettings(data) },
    countRows: () => countSqliteRows(file),
    dump() {
      copySqlite(file, copy);
      return readFileSync(copy);
    },
  });
}

async function dumpPostgres(packages) {
  const bin = execFileSync('pg_config', ['--bindir'], {
    encoding: 'utf8',
  }).trim();
  const postgres = await startPostgres({ native: dirname(bin) });
  const options = ['--no-owner', '--rows-per-insert=500'];
  try {
    return await seed({
      name: 'postgres',
      settings: { ...packages, ...createPostgresSettings(postgres) },
      countRows: () => countPostgresRows(postgres),
      dump: () =>
        execFileSync(
          join(bin, 'pg_dump'),
          [...options, getDatabaseUrl(postgres)],
          { maxBuffer: 2 ** 30 },
        ),
    });
  } finally {
    await postgres.stop();
  }
}

try {
  const packed = await packBackend();
  const { version } = packed.find(
    ({ manifest }) => manifest.name === '@callboard/plugin-callboard-backend',
  ).manifest;
  const target = getReleaseFolder(version);
  if (existsSync(target)) throw new Error(`${target} already exists`);
  mkdirSync(join(target, 'packages'), { recursive: true });
  for (const { file, manifest } of packed) {
    const name = `${manifest.name.replace('@callboard/', '')}.tgz`;
    copyFileSync(file, join(target, 'packages', name));
  }
  try {
    const packages = await unpackRelease(version);
    const write = (name, data) =>
      writeFileSync(join(target, `${name}.gz`), gzipSync(data, { level: 9 }));
    await step('Demo data on SQLite', async () =>
      write('callboard.sqlite', await dumpSqlite(packages)),
    );
    await step('Demo data on PostgreSQL', async () =>
      write('callboard.sql', await dumpPostgres(packages)),
    );
  } catch (error) {
    rmSync(target, { recursive: true });
    throw error;
  }
  rmSync(folder, { recursive: true });
  say(`Retained ${version}. Commit ${target}`);
} catch (error) {
  fail(error.stack, `Files: ${folder}`);
}
