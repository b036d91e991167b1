/**
 * `npm run try-backup`: backs up a portal with demo data while it runs, restores the backup, starts
 * a portal on it, and checks the log. Does this on PostgreSQL, with a database per plugin, and on
 * SQLite.
 *
 *   npm run try-backup                     with the PostgreSQL that is installed on the machine
 *   npm run try-backup -- --bin FOLDER     with the PostgreSQL whose programs are in a folder
 *
 * The backup of PostgreSQL is restored into a new cluster with lower transaction ids.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  createPostgresSettings,
  createSqliteSettings,
  waitForDemo,
  waitForSealedLog,
  withDataPortal,
} from './lib/dataPortal.mjs';
import {
  copySqlite,
  countPostgresRows,
  countSqliteRows,
  getDatabaseUrl,
} from './lib/queryDatabases.mjs';
import { fail, say, step } from './lib/say.mjs';

const { startPostgres } = createRequire(import.meta.url)(
  './testing/postgres.cjs',
);

/** Makes the transaction ids of a cluster higher than the ids of a new cluster. */
const burnTransactions = `DO $$ BEGIN FOR i IN 1..50000 LOOP
  PERFORM pg_current_xact_id(); COMMIT;
END LOOP; END $$`;

const options = { bin: { type: 'string' } };
const { values } = parseArgs({ options });

function findPostgres() {
  try {
    return execFileSync('pg_config', ['--bindir'], { encoding: 'utf8' }).trim();
  } catch {
    return fail(
      'PostgreSQL was not found: pg_config is not on the PATH.',
      'Usage: npm run try-backup -- [--bin FOLDER]',
    );
  }
}

const bin = values.bin ?? findPostgres();
const run = (program, ...args) =>
  execFileSync(join(bin, program), args, { encoding: 'utf8' });

const folder = mkdtempSync(join(tmpdir(), 'callboard-backup-'));

/** Posts activity, so that the restored log must continue. */
async function addRow(client) {
  const token = await client.requestToken('alex.admin');
  const note = { action: 'add_note' };
  await client.request(token, 'POST', '/api/callboard/activity', [note]);
}

/** Starts a portal on a backup, and checks the log before and after new rows. */
async function checkRestored({ name, settings, countRows }, before) {
  const portal = { folder, name: `${name}-restored`, settings };
  await withDataPortal(portal, async ({ client, log }) => {
    const { head } = before;
    const waitForRows = rows =>
      waitForSealedLog(client, {
        head,
        countRows,
        isDone: ({ rows_checked }) => rows_checked >= rows,
      });
    const restored = await waitForRows(before.rows_checked);
    await addRow(client);
    const after = await waitForRows(restored.rows_checked + 1);
    const isContinued = /continue after the highest id/.test(
      readFileSync(log, 'utf8'),
    );
    if (isContinued !== before.hasHigherIds) {
      throw new Error('The portal did not recognise the transaction ids');
    }
    say(`    ${before.rows_checked} rows backed up, ${after.rows_checked} now`);
  });
}

async function tryPostgres() {
  const native = dirname(bin);
  const source = await startPostgres({ native });
  const target = await startPostgres({ native });
  const describe = postgres => ({
    name: 'postgres',
    settings: createPostgresSettings(postgres),
    countRows: () => countPostgresRows(postgres),
  });
  const { name, settings, countRows } = describe(source);
  const file = join(folder, 'callboard.dump');
  try {
    run('psql', '-qc', burnTransactions, source.connectionString);
    const before = await step('PostgreSQL: backup of a running portal', () =>
      withDataPortal({ folder, name, settings }, async ({ client }) => {
        const log = await waitForDemo(client, countRows);
        run(
          'pg_dump',
          '--format=custom',
          `--file=${file}`,
          getDatabaseUrl(source),
        );
        return { ...log, hasHigherIds: true };
      }),
    );
    await step('PostgreSQL: restore into a new cluster', async () => {
      run(
        'pg_restore',
        '--create',
        `--dbname=${target.connectionString}`,
        file,
      );
      await checkRestored(describe(target), before);
    });
  } finally {
    await source.stop();
    await target.stop();
  }
}

async function trySqlite() {
  const describe = name => {
    const directory = join(folder, name);
    mkdirSync(directory);
    const file = join(directory, 'callboard.sqlite');
    return {
      name,
      file,
      settings: createSqliteSettings(directory),
      countRows: () => countSqliteRows(file),
    };
  };
  const target = describe('sqlite-copy');
  const { name, settings, countRows, file } = describe('sqlite');
  const before = await step('SQLite: backup of a running portal', () =>
    withDataPortal({ folder, name, settings }, async ({ client }) => {
      const log = await waitForDemo(client, countRows);
      copySqlite(file, target.file);
      return { ...log, hasHigherIds: false };
    }),
  );
  await step('SQLite: restore', () => checkRestored(target, before));
}

try {
  await trySqlite();
  await tryPostgres();
  rmSync(folder, { recursive: true });
} catch (error) {
  fail(error.stack, `Files: ${folder}`);
}
