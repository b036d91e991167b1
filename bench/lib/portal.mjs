import { findFreePort } from '../../scripts/lib/port.mjs';
import { wakeSignals } from '../../scripts/lib/wakeSignals.mjs';
import { find, range } from './backend.mjs';
import { createId } from './data.mjs';
import { connect, withName } from './databases.mjs';
import { createWorkspaceRequester } from './http.mjs';
import { startWorker } from './worker.mjs';

/** The same value as in the backend's `Relay.ts`. */
const RELAY_LOCK = 0x63_62_72_6c;
/** Each replica searches for a free port from another number, because two can start at once. */
let nextPort = 17_307;

export const SUPER_ADMIN = 'user:default/p0';

/** Opens a portal with its own database; `plugin` replaces Callboard. */
export async function openPortal({ connectionString }, options = {}) {
  const { pluginId = 'callboard', ...settings } = options;
  const prefix = `bench_${createId(Date.now()).slice(-12)}_`;
  const replicas = [];

  async function startReplica() {
    nextPort += 10;
    const port = await findFreePort(nextPort);
    const name = `${prefix}replica-${replicas.length}`;
    const database = {
      client: 'pg',
      prefix,
      connection: `${connectionString}?application_name=${name}`,
    };
    const payload = { database, ...settings, port, superAdmin: SUPER_ADMIN };
    const worker = await startWorker('lib/replica.mjs', payload);
    if (settings.hasSignals) await wakeSignals(`http://127.0.0.1:${port}`);
    const replica = { ...worker, name, port, base: `/api/${pluginId}` };
    replica.signIn = async person => {
      const url = `http://127.0.0.1:${port}/api/auth/bench/refresh`;
      const headers = { 'x-bench-person': person };
      const response = await fetch(url, { headers });
      return `Bearer ${(await response.json()).backstageIdentity.token}`;
    };
    replica.inWorkspace = async person =>
      createWorkspaceRequester(replica, await replica.signIn(person));
    replicas.push(replica);
    return replica;
  }

  const first = await startReplica();
  const knex =
    !settings.database &&
    connect(withName(connectionString, prefix + pluginId));
  return {
    first,
    startReplica,
    knex,
    findOther: excluded =>
      replicas.find(replica => replica !== excluded && !replica.isKilled),
    /** Finds the replica that holds the lock of the relay. */
    async findRelayReplica() {
      const { rows } = await knex.raw(
        `SELECT application_name AS name FROM pg_locks JOIN pg_stat_activity USING (pid)
         WHERE locktype = 'advisory' AND granted AND objid = ${RELAY_LOCK}`,
      );
      return replicas.find(({ name }) => find(rows, { name }));
    },
    async stop() {
      await Promise.all(replicas.map(replica => replica.stop()));
      if (knex) await knex.destroy();
    },
  };
}

export const signInAll = (replica, count) =>
  Promise.all(range(count).map(n => replica.signIn(`user:default/p${n}`)));
