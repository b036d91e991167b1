import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadBackend, migrations, requireOfBackend } from './backend.mjs';
import { copyAll, fillAll, fillSmall } from './data.mjs';
import { sealAll } from './sealing.mjs';

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

const openKnex = (connectionString, options) =>
  Knex({
    client: 'pg',
    connection: { connectionString, options },
    pool: { min: 0, max: 20 },
  });

const copyDatabase = (knex, from, to) =>
  knex.raw('CREATE DATABASE ?? TEMPLATE ?? STRATEGY FILE_COPY', [to, from]);

const openSqliteKnex = filename =>
  Knex({
    client: 'better-sqlite3',
    connection: { filename },
    useNullAsDefault: true,
  });

async function onServer(connectionString, run) {
  const knex = openKnex(connectionString);
  try {
    return await run(knex);
  } finally {
    await knex.destroy();
  }
}

/**
 * What copies are made of: how each is filled, from an empty one. A replica seals such a
 * log by itself within half an hour, beside what is measured.
 */
const fillings = {
  empty: async () => {},
  // As much as the shared data, for SQLite.
  tenth: (knex, sizes) => fillAll(knex, sizes.tenth),
  small: async (knex, sizes) => {
    await fillSmall(knex, sizes);
    await sealAll(knex);
  },
  data: async (knex, sizes) => {
    await fillAll(knex, sizes);
    await sealAll(knex);
  },
};

/**
 * Starts a PostgreSQL that writes durably, and prepares the databases that suites
 * copy.
 *
 * @param needed - names of `fillings`, and `sqlite`
 * @param progress - takes what is being done
 */
export async function prepareDatabases(sizes, needed, progress) {
  const postgres = await startPostgres({
    durable: true,
    settings: {
      shared_buffers: '1GB',
      max_wal_size: '4GB',
      maintenance_work_mem: '512MB',
      track_commit_timestamp: 'on',
    },
  });
  const { connectionString } = postgres;
  const folder = mkdtempSync(join(tmpdir(), 'callboard-bench-'));
  const stop = async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true });
  };
  try {
    await onServer(connectionString, knex =>
      // The settings of a command line could not be changed by suites.
      knex
        .raw('ALTER SYSTEM SET autovacuum = off')
        .then(() => knex.raw('SELECT pg_reload_conf()')),
    );
    await emptySqlite(folder);
    for (const name of ['empty', ...needed]) {
      progress(`preparing: ${name}`);
      if (name === 'sqlite') {
        await prepareSqlite(connectionString, folder);
      } else {
        await preparePostgres(connectionString, name, sizes);
      }
    }
    return { connectionString, folder, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function preparePostgres(connectionString, name, sizes) {
  const isEmpty = name === 'empty';
  await onServer(connectionString, knex =>
    isEmpty
      ? knex.raw('CREATE DATABASE empty')
      : copyDatabase(knex, 'empty', name),
  );
  const knex = openKnex(
    withName(connectionString, name),
    // The rows refer to rows that are there: nothing is gained by checking each.
    '-c work_mem=256MB -c synchronous_commit=off -c session_replication_role=replica',
  );
  try {
    if (isEmpty) await knex.migrate.latest({ directory: migrations });
    await fillings[name](knex, sizes);
    await knex.raw('VACUUM (ANALYZE)');
  } finally {
    await knex.destroy();
  }
}

async function emptySqlite(folder) {
  const knex = openSqliteKnex(join(folder, 'empty.sqlite'));
  await knex.migrate.latest({ directory: migrations });
  await knex.destroy();
}

async function prepareSqlite(connectionString, folder) {
  copyFileSync(join(folder, 'empty.sqlite'), join(folder, 'data.sqlite'));
  const filled = openSqliteKnex(join(folder, 'data.sqlite'));
  await onServer(withName(connectionString, 'tenth'), tenth =>
    copyAll(tenth, filled),
  );
  await sealAll(filled);
  await filled.destroy();
}

/**
 * A database of its own for a suite.
 *
 * @typedef {object} Database
 * @property {string} engine - its name and version
 * @property {boolean} isPostgres
 * @property {import('knex').Knex} knex
 * @property {import('knex').Knex} reader - for reads that may take long
 * @property {string} [connectionString]
 * @property {() => Promise<void>} analyse - refreshes what the planner knows
 * @property {() => Promise<void>} stop - and drops it
 */

let copies = 0;

/**
 * Copies a prepared database of the PostgreSQL.
 *
 * @param options.vacuums - whether the server vacuums, as it does where rows come and go
 * @returns {Promise<Database>}
 */
export async function copyPostgres(
  { connectionString },
  template,
  { vacuums = false } = {},
) {
  copies += 1;
  const name = `copy_${process.pid}_${copies}`;
  await onServer(connectionString, async knex => {
    await copyDatabase(knex, template, name);
    await knex.raw(`ALTER SYSTEM SET autovacuum = ${vacuums ? 'on' : 'off'}`);
    await knex.raw('SELECT pg_reload_conf()');
    // Else the first figure would wait for the disk.
    await knex.raw('CHECKPOINT');
  });
  const own = withName(connectionString, name);
  const knex = openKnex(own);
  await ensureActivityMonths(knex, Date.now(), Date.now());
  const { rows } = await knex.raw('SHOW server_version');
  return {
    engine: `PostgreSQL ${rows[0].server_version}`,
    isPostgres: true,
    ...{ knex, reader: knex, connectionString: own },
    analyse: () => knex.raw('VACUUM (ANALYZE)'),
    async stop() {
      await knex.destroy();
      await onServer(connectionString, server =>
        server.raw('DROP DATABASE ?? WITH (FORCE)', [name]),
      );
    },
  };
}

/** @returns {Promise<Database>} */
export async function copySqlite({ folder }, template) {
  copies += 1;
  const filename = join(folder, `copy-${process.pid}-${copies}.sqlite`);
  copyFileSync(join(folder, `${template}.sqlite`), filename);
  const knex = openSqliteKnex(filename);
  const reader = await readerBeside(knex);
  const endCheckpoints = await checkpointsBeside(knex, console);
  const [{ version }] = await knex.raw('SELECT sqlite_version() AS version');
  return {
    engine: `SQLite ${version}`,
    isPostgres: false,
    ...{ knex, reader },
    analyse: () => refreshStatistics(knex),
    async stop() {
      await endCheckpoints();
      await Promise.all([knex.destroy(), reader.destroy()]);
      rmSync(filename);
    },
  };
}

/** Further connections to a database of the server, for those who set options. */
export const connect = openKnex;
