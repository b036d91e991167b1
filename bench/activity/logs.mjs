import { startPostgres } from '../../scripts/testing/postgres.cjs';
import { loadBackend, migrations, requireOfBackend } from '../lib/backend.mjs';
import { requesterOf, timed } from '../lib/measure.mjs';
import { sealAll } from '../integrity/sealing.mjs';
import { daysBefore, fill, fillProjects } from './data.mjs';
import { viewers } from './members.mjs';

const Knex = requireOfBackend('knex');
const { foldNewRows } = loadBackend('features/activity/rollups/foldNewRows');
const { startCallboardOn, authorizationOf } = loadBackend(
  '__testUtils__/startCallboard',
);

/**
 * A log of some size, and a Callboard that answers for it.
 *
 * @typedef {object} Log
 * @property {number} rows
 * @property {import('knex').Knex} knex
 * @property {(path: string) => Promise<string>} get - as a super admin
 * @property {ReturnType<typeof requesterOf>} send - the same for any method
 * @property {number} counted - rows counted a second
 * @property {{ from: number, to: number }} span
 */

/**
 * Makes logs of several sizes beside each other on one PostgreSQL.
 *
 * @param {number[]} sizes
 */
export async function openLogs(sizes) {
  const server = await startPostgres({
    durable: true,
    settings: {
      shared_buffers: '1GB',
      max_wal_size: '4GB',
      maintenance_work_mem: '512MB',
      autovacuum: 'off',
    },
  });
  const stops = [];
  const logs = [];
  for (const rows of sizes) {
    const log = await openLog(server, rows);
    logs.push(log);
    stops.push(log.stop);
  }
  const { rows } = await logs[0].knex.raw('SHOW server_version');
  return {
    logs,
    version: rows[0].server_version,
    async stop() {
      for (const stop of stops) await stop();
      await server.stop();
    },
  };
}

/** @returns {Promise<Log>} */
async function openLog(server, rows) {
  const database = `log_${rows}`;
  const admin = Knex({ client: 'pg', connection: server.connectionString });
  await admin.raw('CREATE DATABASE ??', [database]);
  await admin.destroy();
  const knex = Knex({
    client: 'pg',
    connection: server.connectionString.replace(/[^/]*$/, database),
  });
  await knex.migrate.latest({ directory: migrations });
  const span = daysBefore(Date.now());
  await fill(knex, { rows, ...span });
  await fillProjects(
    knex,
    viewers.map(([, user_ref]) => user_ref),
  );
  await knex.raw('VACUUM (ANALYZE) activity');
  const { ms } = await timed(async () => {
    while (await foldNewRows(knex));
  });
  // A portal does it by itself, with much rest: for millions of rows it takes half an hour.
  await sealAll(knex);
  await knex.raw('VACUUM (ANALYZE)');
  const callboard = await startCallboardOn(knex);
  const send = requesterOf(
    callboard,
    authorizationOf('superAdmin'),
    callboard.base,
  );
  return {
    rows,
    knex,
    span,
    counted: (rows / ms) * 1_000,
    get: path => send('GET', path),
    send,
    stop: async () => {
      await callboard.stop();
      await knex.destroy();
    },
  };
}
