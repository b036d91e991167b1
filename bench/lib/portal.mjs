import { createServer } from 'node:net';
import { loadBackend } from './backend.mjs';
import { connect } from './databases.mjs';
import { PERSON_HEADER } from './signIn.mjs';
import { until } from './timing.mjs';
import { startWorker } from './worker.mjs';

const { newId } = loadBackend('database/ids');

/** A database is at rest when nothing has happened for so long. */
const QUIET_MS = 400;
const MOST_QUIET_MS = 1_000;

export const SUPER_ADMIN = 'user:default/p0';

/**
 * A portal with a database of its own on the server.
 *
 * @param options.config - besides that of the database
 * @param options.plugin - the path of one to measure in place of Callboard
 * @param options.pluginId - its id
 * @param options.features - URLs of modules with further features
 * @param options.hasSignals - whether replicas have the platform's signals and events
 * @param options.env - of the replicas
 * @param options.sqliteFolder - of a portal without a server
 */
export async function openPortal({ connectionString }, options = {}) {
  const { pluginId = 'callboard', sqliteFolder } = options;
  const prefix = `bench_${newId(Date.now()).slice(-12)}_`;
  const database = sqliteFolder
    ? { client: 'better-sqlite3', connection: { directory: sqliteFolder } }
    : { client: 'pg', connection: connectionString, prefix };
  const replicas = [];
  let knex;

  async function startReplica() {
    const port = await freePort();
    const name = `replica-${replicas.length}`;
    const worker = await startWorker(new URL('replica.mjs', import.meta.url), {
      input: {
        port,
        ...{ plugin: options.plugin, features: options.features ?? [] },
        hasSignals: options.hasSignals,
        config: {
          ...options.config,
          callboard: {
            superAdmins: [SUPER_ADMIN],
            activity: { eventsPerMinute: 1_000_000 },
            ...options.config?.callboard,
          },
        },
        database: sqliteFolder
          ? database
          : {
              ...database,
              connection: `${connectionString}?application_name=${prefix}${name}`,
            },
      },
      env: { NODE_ENV: 'production', ...options.env },
    });
    const replica = {
      ...worker,
      ...{ name, port, base: `/api/${pluginId}` },
      memory: () => worker.call('memory'),
      signIn: person => signIn(port, person),
    };
    replicas.push(replica);
    return replica;
  }

  const first = await startReplica();
  if (!sqliteFolder) {
    knex = connect(connectionString.replace(/[^/]*$/, `${prefix}${pluginId}`));
  }
  return {
    ...{ first, replicas, startReplica, knex },
    /** The replica that the oldest advisory lock belongs to: the relay's. */
    async lockHolder() {
      const { rows } = await knex.raw(
        `SELECT application_name AS name FROM pg_locks JOIN pg_stat_activity USING (pid)
         WHERE locktype = 'advisory' AND granted
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      );
      const names = rows.map(row => row.name.slice(prefix.length));
      return replicas.find(({ name }) => names.includes(name));
    },
    /** Waits until the server has done most of what follows a load. */
    untilQuiet: () => untilQuiet(knex),
    async stop() {
      await Promise.all(replicas.map(replica => replica.stop()));
      await knex?.destroy();
      if (!sqliteFolder) await dropDatabases(connectionString, prefix);
    },
  };
}

async function untilQuiet(knex) {
  const began = performance.now();
  let quietSince = began;
  await until(async () => {
    const { rows } = await knex.raw(
      `SELECT count(*)::int AS busy FROM pg_stat_activity
       WHERE datname = current_database() AND state <> 'idle' AND pid <> pg_backend_pid()`,
    );
    const now = performance.now();
    if (rows[0].busy > 0) quietSince = now;
    return now - quietSince > QUIET_MS || now - began > MOST_QUIET_MS;
  });
}

async function dropDatabases(connectionString, prefix) {
  const knex = connect(connectionString);
  const names = await knex('pg_database')
    .where('datname', 'like', `${prefix.replaceAll('_', '\\_')}%`)
    .pluck('datname');
  for (const name of names) {
    await knex.raw('DROP DATABASE ?? WITH (FORCE)', [name]);
  }
  await knex.destroy();
}

/** @returns the header that authorises a person's requests */
async function signIn(port, person) {
  const response = await fetch(
    `http://127.0.0.1:${port}/api/auth/bench/refresh`,
    { headers: { [PERSON_HEADER]: person } },
  );
  if (!response.ok) {
    throw new Error(`The sign-in responded with ${response.status}`);
  }
  const { backstageIdentity } = await response.json();
  return `Bearer ${backstageIdentity.token}`;
}

/** The headers of some people, one after another. */
export async function signInAll(replica, count) {
  const headers = [];
  for (let n = 0; n < count; n += 1) {
    headers.push(await replica.signIn(`user:default/p${n}`));
  }
  return headers;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
