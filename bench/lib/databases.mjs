import { copyFileSync } from 'node:fs';
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

const withName = (connectionString, name) =>
  connectionString.replace(/[^/]*$/, name);

export const connect = (connectionString, options) =>
  Knex({
    client: 'pg',
    connection: { connectionString, options },
    pool: { min: 0, max: 20 },
  });

const openSqlite = filename =>
  Knex({
    client: 'better-sqlite3',
    connection: { filename },
    useNullAsDefault: true,
  });

async function onServer(connectionString, run) {
  const knex = connect(connectionString);
  await run(knex);
  await knex.destroy();
}

/** The settings of a command line could not be changed later. */
async function setVacuuming(knex, isOn) {
  await knex.raw(`ALTER SYSTEM SET autovacuum = ${isOn ? 'on' : 'off'}`);
  await knex.raw('SELECT pg_reload_conf()');
}

const copyDatabase = (knex, from, to) =>
  knex.raw('CREATE DATABASE ?? TEMPLATE ?? STRATEGY FILE_COPY', [to, from]);

/** What copies are made of. Those sealed are not sealed beside what is measured. */
const fillings = {
  empty: knex => knex.migrate.latest({ directory: migrations }),
  data: (knex, sizes) => fill(knex, sizes).then(() => sealAll(knex)),
  small: (knex, sizes) => fillings.data(knex, sizes.small),
  // As much as the shared data, for SQLite.
  tenth: (knex, sizes) => fill(knex, sizes.tenth),
};

/** Starts a PostgreSQL that writes durably, with databases that suites copy. */
export async function prepareDatabases(sizes, needed, folder, progress) {
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
  const empty = openSqlite(join(folder, 'empty.sqlite'));
  await fillings.empty(empty);
  await empty.destroy();
  for (const name of ['empty', ...needed]) {
    progress(`preparing: ${name}`);
    if (name === 'sqlite') await prepareSqlite(connectionString, folder);
    else await preparePostgres(connectionString, name, sizes);
  }
  return { connectionString, stop };
}

async function preparePostgres(connectionString, name, sizes) {
  const template = name === 'empty' ? 'template1' : 'empty';
  await onServer(connectionString, knex => copyDatabase(knex, template, name));
  const knex = connect(
    withName(connectionString, name),
    // The rows refer to rows that are there: nothing is gained by checking each.
    '-c work_mem=256MB -c synchronous_commit=off -c session_replication_role=replica',
  );
  await fillings[name](knex, sizes);
  await knex.raw('VACUUM (ANALYZE)');
  await knex.destroy();
}

async function prepareSqlite(connectionString, folder) {
  const file = join(folder, 'data.sqlite');
  copyFileSync(join(folder, 'empty.sqlite'), file);
  const filled = openSqlite(file);
  const tenth = withName(connectionString, 'tenth');
  await onServer(tenth, knex => copyAll(knex, filled));
  await sealAll(filled);
  await filled.destroy();
}

let copies = 0;

/** A copy of a prepared database; `vacuums` where rows come and go. */
export async function copyPostgres(
  { connectionString },
  template,
  { vacuums = false } = {},
) {
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

export async function copySqlite({ folder }, template) {
  copies += 1;
  const filename = join(folder, `copy-${process.pid}-${copies}.sqlite`);
  copyFileSync(join(folder, `${template}.sqlite`), filename);
  const knex = openSqlite(filename);
  const reader = await readerBeside(knex);
  const endCheckpoints = await checkpointsBeside(knex, console);
  return {
    engine: 'SQLite',
    isPostgres: false,
    knex,
    reader,
    analyse: () => refreshStatistics(knex),
    async stop() {
      await endCheckpoints();
      await Promise.all([knex.destroy(), reader.destroy()]);
    },
  };
}

export const engines = [copyPostgres, copySqlite];
