/**
 * `npm run try-backup`: backs up a portal with demo data while it runs, restores the backup, starts
 * a portal on it, and checks the log: a database per plugin on PostgreSQL, and SQLite.
 *
 *   npm run try-backup                     SQLite, and the PostgreSQL that is installed on the machine
 *   npm run try-backup -- --bin FOLDER     the PostgreSQL whose programs are in a folder
 *
 * PostgreSQL is restored into a new cluster with lower transaction ids.
 */
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { layerConfigArguments } from './lib/configArguments.mjs';
import { backendFolder } from './lib/paths.mjs';
import { findFreePort } from './lib/port.mjs';
import { PortalClient } from './lib/PortalClient.mjs';
import { PortalProcess } from './lib/PortalProcess.mjs';
import { createReplicaSettings } from './lib/replicas/replicaSettings.mjs';
import { fail, say, step } from './lib/say.mjs';

const require = createRequire(join(backendFolder, 'package.json'));
const Database = require('better-sqlite3');
const { startPostgres } = createRequire(import.meta.url)(
  './testing/postgres.cjs',
);

const POLL_MS = 500;

/** Far longer than a portal takes on a busy machine. */
const TIMEOUT_MS = 10 * 60_000;

/** A small demo. */
const DEMO = { people: 12, days: 40 };

/** Makes the transaction ids of a cluster higher than those of a new one. */
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
const port = await findFreePort(Number(process.env.PORT ?? 7007));
const client = new PortalClient(`http://localhost:${port}`);
let portals = 0;

/** Runs `work` while a portal runs. */
async function withPortal(settings, work) {
  portals += 1;
  const log = join(folder, `portal-${portals}.log`);
  writeFileSync(join(folder, 'demo.json'), JSON.stringify(DEMO));
  const portal = new PortalProcess({
    port,
    log,
    settings: { ...settings, APP_CONFIG_demo_directory: folder },
    args: layerConfigArguments([]),
    // Starts without a built app. The script does not use its readiness.
    awaitsApp: true,
  });
  try {
    const ended = portal.ended.then(end => {
      throw new Error(`The portal exited with ${end}. Log: ${log}`);
    });
    return await Promise.race([work(log), ended]);
  } finally {
    await portal.stop();
  }
}

/** Calls `read` until it returns something. A portal that starts refuses requests. */
async function waitFor(read) {
  const deadline = Date.now() + TIMEOUT_MS;
  let cause;
  while (Date.now() < deadline) {
    try {
      const result = await read();
      if (result) return result;
    } catch (error) {
      cause = error;
    }
    await sleep(POLL_MS);
  }
  throw new Error('The log is not complete', { cause });
}

/**
 * Returns the state of the log when each of its rows is sealed.
 *
 * @param options.head that of a seal which the log must contain
 * @param options.countRows counts the rows in the database
 * @param options.isReady whether the demo data are complete
 */
function readLog({ head, countRows, isReady = () => true }) {
  return waitFor(async () => {
    const token = await client.requestToken('alex.admin');
    const get = path => client.request(token, 'GET', `/api/callboard${path}`);
    if (!isReady(await get('/demo/reset'))) return undefined;
    const [newest] = (await get('/admin/activity/seals?limit=1')).items;
    const verified = await get(
      `/admin/activity/verify?head=${head ?? newest.head}`,
    );
    if (verified.ok && verified.rows_checked < countRows()) return undefined;
    const { equal } = await get('/admin/activity/counts/check');
    return { ...verified, equal, head: newest.head };
  });
}

/** Returns the state of the log of the portal with the demo data. */
const readDemoLog = async countRows =>
  requireIntact(await readLog({ countRows, isReady: ({ counts }) => counts }));

/** Changes something, so that the restored log must continue. */
async function addRow() {
  const token = await client.requestToken('alex.admin');
  const note = { action: 'add_note' };
  await client.request(token, 'POST', '/api/callboard/activity', [note]);
}

function requireIntact(log, rows = 1) {
  if (!log.ok || !log.equal || log.rows_checked < rows) {
    throw new Error(`The log is not intact: ${JSON.stringify(log)}`);
  }
  return log;
}

/** Starts a portal on a backup, and checks the log before and after new rows. */
async function checkRestored({ settings, countRows }, before) {
  await withPortal(settings, async logFile => {
    const { head } = before;
    const read = () => readLog({ head, countRows });
    const { rows_checked } = requireIntact(await read(), before.rows_checked);
    await addRow();
    const after = await waitFor(async () => {
      const log = await read();
      return log.rows_checked > rows_checked && log;
    });
    requireIntact(after);
    const isContinued = /continues from the higher id/.test(
      readFileSync(logFile, 'utf8'),
    );
    if (isContinued !== before.isHigher) {
      throw new Error('The portal did not recognise the transaction ids');
    }
    say(`    ${before.rows_checked} rows backed up, ${after.rows_checked} now`);
  });
}

async function tryPostgres() {
  const native = dirname(bin);
  const source = await startPostgres({ native });
  const target = await startPostgres({ native });
  const database = 'backstage_plugin_callboard';
  const describe = ({ connectionString }) => {
    const url = connectionString.replace(/postgres$/, database);
    const count = 'SELECT count(*) FROM activity';
    return {
      url,
      settings: createReplicaSettings(connectionString),
      countRows: () => Number(run('psql', '-Atc', count, url)),
    };
  };
  const { url, settings, countRows } = describe(source);
  const file = join(folder, 'callboard.dump');
  try {
    run('psql', '-qc', burnTransactions, source.connectionString);
    const before = await step('PostgreSQL: backup of a running portal', () =>
      withPortal(settings, async () => {
        const log = await readDemoLog(countRows);
        run('pg_dump', '--format=custom', `--file=${file}`, url);
        return { ...log, isHigher: true };
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
    const open = work => {
      const database = new Database(file);
      try {
        return work(database);
      } finally {
        database.close();
      }
    };
    const count = 'SELECT count(*) FROM activity';
    return {
      file,
      open,
      settings: { APP_CONFIG_backend_database_connection_directory: directory },
      countRows: () => open(each => each.prepare(count).pluck().get()),
    };
  };
  const source = describe('source');
  const target = describe('target');
  const before = await step('SQLite: backup of a running portal', () =>
    withPortal(source.settings, async () => {
      const log = await readDemoLog(source.countRows);
      source.open(each => each.prepare('VACUUM INTO ?').run(target.file));
      return { ...log, isHigher: false };
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
