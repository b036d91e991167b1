import { copyFileSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { loadBackend, migrations, requireOfBackend } from './backend.mjs';
import { copyAll, fill, sealAll } from './data.mjs';

const { startPostgres } = createRequire(import.meta.url)(
  '../../scripts/testing/postgres.cjs',
);
const Knex = requireOfBackend('knex');
const { ensureActivityMonths } = loadBackend('database/activityMonths');
const { checkpointsBeside } = loadBackend('database/checkpointsBeside');
const { readerBeside } = loadBackend('database/readerBeside');
const { refreshStatistics } = loadBackend('database/refreshStatistics');

export const withName = (connectionString, name) =>
  connectionString.replace(/[^/]*$/, name);

export function connect(connectionString, options) {
  const connection = { connectionString, options };
  return Knex({ client: 'pg', connection, pool: { min: 0, max: 20 } });
}

function openSqlite(filename) {
  const connection = { filename };
  const client = 'better-sqlite3';
  return Knex({ client, connection, useNullAsDefault: true });
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

export async function startServer() {
  const { connectionString, stop } = await startPostgres({
    durable: true,
    settings: {
      shared_buffers: '1GB',
      maintenance_work_mem: '512MB',
      max_wal_size: '4GB',
      track_commit_timestamp: 'on',
    },
  });
  await onServer(connectionString, knex => setVacuuming(knex, false));
  return { connectionString, stop };
}

/** Prepares what copies are made of: `empty`, `data`, or less of it: `tenth` or `small`. */
async function preparePostgres({ server, sizes }, name) {
  const { connectionString } = server;
  const own = withName(connectionString, name);
  const isThere = knex => knex('pg_database').where({ datname: name }).first();
  if (await onServer(connectionString, isThere)) return own;
  const template = name === 'empty' ? 'template1' : 'empty';
  if (name !== 'empty') await preparePostgres({ server, sizes }, template);
  await onServer(connectionString, knex => copyDatabase(knex, template, name));
  const knex = connect(
    own,
    // The rows refer to rows that are there: nothing is gained by checking each.
    '-c work_mem=256MB -c synchronous_commit=off -c session_replication_role=replica',
  );
  if (name === 'empty') {
    await knex.migrate.latest({ directory: migrations });
  } else {
    await fill(knex, sizes[name] ?? sizes);
  }
  await knex.raw('VACUUM (ANALYZE)');
  await knex.destroy();
  return own;
}

async function prepareSqlite(context, name) {
  const file = join(context.folder, `${name}.sqlite`);
  if (existsSync(file)) return file;
  const knex = openSqlite(file);
  await knex.migrate.latest({ directory: migrations });
  if (name !== 'empty') {
    const tenth = await preparePostgres(context, 'tenth');
    await onServer(tenth, from => copyAll(from, knex));
    await sealAll(knex);
  }
  await knex.destroy();
  return file;
}

/** Makes what is to be copied, once for all suites, and reports it as a part. */
function prepare(context, prepareOn, name) {
  const run = () => prepareOn(context, name);
  return context.part(`preparing ${name}`, run, { isChosen: true });
}

/** Makes all that suites copy, on both cores. */
export async function prepareAll(context) {
  await preparePostgres(context, 'empty');
  await Promise.all([
    preparePostgres(context, 'data'),
    prepareSqlite(context, 'tenth'),
  ]);
}

let copies = 0;

/** Copies a prepared database; `vacuums` where rows come and go. */
async function copyPostgres(context, template, { vacuums = false } = {}) {
  const { connectionString } = context.server;
  await prepare(context, preparePostgres, template);
  copies += 1;
  const name = `copy_${process.pid}_${copies}`;
  await onServer(connectionString, async knex => {
    await copyDatabase(knex, template, name);
    await setVacuuming(knex, vacuums);
    // Else the first figure would wait for the disk.
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
  copyFileSync(file, filename);
  const knex = openSqlite(filename);
  const reader = await readerBeside(knex);
  const endCheckpoints = await checkpointsBeside(knex, console);
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

async function onCopy(copy, context, template, measure, options) {
  const openCopy = () => copy(context, template, options);
  const database = await openCopy();
  await measure({ ...context, ...database, openCopy });
  await database.stop();
}

/** Measures on a copy of a prepared database, which is dropped after that; `openCopy` opens another. */
export const onPostgres = (...args) => onCopy(copyPostgres, ...args);

/** The same on both engines, which the figures name. */
export async function onEachEngine(context, template, measure, options) {
  for (const copy of [copyPostgres, copySqlite]) {
    const named = given =>
      measure({ ...given, figure: context.figure.on(given) });
    await onCopy(copy, context, template, named, options);
  }
}
