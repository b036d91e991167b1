/** The replicas and their PostgreSQL, and what is done to them. */
import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { requireOfBackend } from '../../bench/lib/backend.mjs';
import { isPortFree } from '../lib/port.mjs';

const { startPostgres } = createRequire(import.meta.url)(
  '../testing/postgres.cjs',
);
const Knex = requireOfBackend('knex');

const DATABASE = 'backstage_plugin_callboard';
const FIRST_PORT = 17_007;
const POLL_MS = 50;
const PATIENCE_MS = 120_000;

/** The tables that the probe writes to. */
const probeTables = `
  CREATE TABLE chaos_seen (
    position bigserial PRIMARY KEY,
    change_id uuid NOT NULL,
    entity_key text NOT NULL,
    changes json NOT NULL,
    replica text NOT NULL,
    seen_at timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  CREATE TABLE chaos_ticks (
    id bigserial PRIMARY KEY,
    replica text NOT NULL,
    began_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at timestamptz
  )`;

async function freePort(from) {
  let port = from;
  while (!(await isPortFree(port))) {
    port += 1;
  }
  return port;
}

/** One process, and the next when it has been killed. */
class Member {
  isReady = false;
  starts = 0;
  #child;

  constructor({ name, port, connection, folder }) {
    Object.assign(this, { name, port });
    this.told = join(folder, `${name}.told`);
    this.log = join(folder, `${name}.log`);
    this.connection = connection;
  }

  get pid() {
    return this.#child.pid;
  }

  async start() {
    this.starts += 1;
    const { name, port, connection, told } = this;
    const log = openSync(this.log, 'a');
    const child = spawn(
      process.execPath,
      [
        '--require',
        fileURLToPath(new URL('../lib/endWithParent.cjs', import.meta.url)),
        fileURLToPath(new URL('replica.mjs', import.meta.url)),
        JSON.stringify({ name, port, connection, told }),
      ],
      {
        stdio: ['ignore', log, log, 'ipc'],
        env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'warn' },
      },
    );
    this.#child = child;
    this.ended = new Promise(resolve => child.once('exit', resolve));
    const deadline = Date.now() + PATIENCE_MS;
    while (!(await this.#answers())) {
      if (child.exitCode !== null || child.signalCode !== null) {
        return;
      }
      if (Date.now() > deadline) {
        throw new Error(`${name} does not become ready; see ${this.log}`);
      }
      await sleep(POLL_MS);
    }
    this.isReady = child === this.#child && child.signalCode === null;
  }

  /** SIGKILL: it ends at once, whatever it is doing. */
  async kill() {
    this.isReady = false;
    this.#child.kill('SIGKILL');
    await this.ended;
  }

  /** It stands still, with all its connections and locks. */
  freeze() {
    this.isReady = false;
    this.#child.kill('SIGSTOP');
  }

  thaw() {
    this.#child.kill('SIGCONT');
    this.isReady = true;
  }

  async #answers() {
    const url = `http://127.0.0.1:${this.port}/.backstage/health/v1/readiness`;
    return fetch(url).then(
      async answer => {
        await answer.arrayBuffer();
        return answer.ok;
      },
      () => false,
    );
  }
}

export class Fleet {
  /** Starts two replicas on a new PostgreSQL that writes durably. */
  static async start() {
    const postgres = await startPostgres({
      durable: true,
      // Says when a change was committed, so that its way can be timed.
      settings: { track_commit_timestamp: 'on' },
    });
    const fleet = new Fleet(postgres);
    await fleet.#begin();
    return fleet;
  }

  constructor(postgres) {
    this.postgres = postgres;
    this.folder = mkdtempSync(join(tmpdir(), 'callboard-chaos-'));
  }

  async #begin() {
    const { connectionString } = this.postgres;
    const admin = Knex({ client: 'pg', connection: connectionString });
    await admin.raw('CREATE DATABASE ??', [DATABASE]);
    await admin.destroy();
    this.knex = Knex({
      client: 'pg',
      connection: connectionString.replace(/postgres$/, DATABASE),
      pool: { min: 0, max: 4 },
      // Outages are ours: nobody has to be told of each connection.
      log: { warn() {}, error() {}, debug() {}, deprecate() {} },
    });
    await this.knex.raw(probeTables);
    this.members = [];
    for (const name of ['one', 'two']) {
      const last = this.members[this.members.length - 1];
      const member = new Member({
        name,
        port: await freePort(last ? last.port + 1 : FIRST_PORT),
        connection: `${connectionString}?application_name=${this.applicationName(
          name,
        )}`,
        folder: this.folder,
      });
      this.members.push(member);
      // One after the other: the platform's own tables cannot be made by two
      // at the same moment.
      await member.start();
    }
  }

  /** What PostgreSQL knows the connections of a replica by. */
  applicationName(name) {
    return `chaos-${name}`;
  }

  /** How many changes the subscriber inside the database has been told. */
  async handedOn() {
    const [{ last }] = await this.knex('chaos_seen').max({ last: 'position' });
    return Number(last);
  }

  get ready() {
    return this.members.filter(({ isReady }) => isReady);
  }

  async untilAllReady() {
    const deadline = Date.now() + PATIENCE_MS;
    while (this.ready.length < this.members.length) {
      if (Date.now() > deadline) {
        throw new Error(`Not all replicas are ready; see ${this.folder}`);
      }
      await sleep(POLL_MS);
    }
  }

  /** Waits until every change has been handed on; false when it takes too long. */
  async untilHandedOn(patienceMs = 60_000) {
    const deadline = Date.now() + patienceMs;
    while (Date.now() < deadline) {
      const [{ count }] = await this.knex('outbox').count({ count: '*' });
      if (Number(count) === 0) {
        return true;
      }
      await sleep(POLL_MS);
    }
    return false;
  }

  /** @param keepLogs whether somebody may want to read them */
  async stop(keepLogs) {
    for (const member of this.members ?? []) {
      await member.kill();
    }
    await this.knex?.destroy();
    await this.postgres.stop();
    if (!keepLogs) {
      rmSync(this.folder, { recursive: true });
    }
  }
}
