/** Two replicas on one PostgreSQL, and the progress of their work. */
import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireOfBackend } from '../../bench/lib/backend.mjs';
import { findFreePort } from '../lib/port.mjs';
import { say } from '../lib/say.mjs';
import { waitFor } from '../lib/waitFor.mjs';

const require = createRequire(import.meta.url);
const { startPostgres } = require('../testing/postgres.cjs');
const Knex = requireOfBackend('knex');

const DATABASE = 'backstage_plugin_callboard';
const FIRST_PORT = 17_007;

/** How long a scheduled task belongs to one replica: a replica frozen for longer loses the task. */
export const TASK_TIMEOUT_MS = 10_000;

/** The tables in which the test records what happens. */
const probeTables = `
  CREATE TABLE chaos_seen (
    position bigserial PRIMARY KEY,
    change_id uuid NOT NULL,
    entity_key text NOT NULL,
    changes json NOT NULL
  );
  CREATE TABLE chaos_runs (
    id bigserial PRIMARY KEY,
    task text NOT NULL,
    replica text NOT NULL,
    began_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at timestamptz,
    error text
  );
  CREATE TABLE chaos_paused (task text PRIMARY KEY)`;

/**
 * The remaining work. While all jobs are due later, nothing can progress: `waits` then changes with
 * the clock, so that `waitFor` does not give up.
 */
const backlog = `
  SELECT
    (SELECT count(*)::int FROM outbox) AS changes,
    (SELECT count(*)::int FROM activity WHERE (arrival, id) > (
      SELECT arrival, id FROM activity_seal_watermark
    )) AS unsealed,
    count(*) FILTER (WHERE queue = 'fan-out')::int AS "fanOuts",
    count(*)::int AS jobs,
    sum(claims) AS claims,
    CASE WHEN min(due_at) > now() THEN now() END AS waits
  FROM jobs WHERE state <> 'dead_lettered'`;

/** The interval at which failed work is retried early. Each early retry counts as an attempt. */
const RETRY_EVERY_MS = 3_000;

/** Makes failed work due, and wakes the replicas. The checks do not cover delays of retries. */
const retryFailedWork = `
  WITH retried AS (
    UPDATE jobs SET due_at = now()
    WHERE state = 'ready' AND attempts > 0 AND due_at > now()
  ), dispatched AS (
    UPDATE outbox_dispatches SET next_attempt_at = now()
    WHERE next_attempt_at > now()
  ), probed AS (
    UPDATE outbox_subscribers SET next_probe_at = now()
    WHERE next_probe_at > now()
  )
  SELECT pg_notify('callboard_work', 'chaos')`;

/** The default grace period of Kubernetes. */
const SHUTDOWN_MS = 30_000;

/** A backend. After a kill, `start` starts its next process. */
class Replica {
  isReady = false;
  kills = 0;
  freezes = 0;
  #process;

  /** @param options `{name, port, folder, connection}`, and further settings of the process */
  constructor({ folder, connection, ...options }) {
    const { name, port } = options;
    const applicationName = `chaos-${name}`;
    const eventsFile = join(folder, `${name}.events`);
    const log = join(folder, `${name}.log`);
    Object.assign(this, { name, port, applicationName, eventsFile, log });
    const url = `${connection}?application_name=${applicationName}`;
    const taskTimeoutMs = TASK_TIMEOUT_MS;
    this.settings = { ...options, eventsFile, taskTimeoutMs, connection: url };
  }

  /** The processor time used, on Linux: the only sign of progress while a replica starts. */
  get cpuSeconds() {
    try {
      const file = `/proc/${this.#process.pid}/schedstat`;
      const [nanoseconds] = fs.readFileSync(file, 'utf8').split(' ');
      return Math.floor(nanoseconds / 1e9);
    } catch {
      return 0;
    }
  }

  get #hasEnded() {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  /** Returns when the replica is ready, or was killed before that. */
  async start() {
    const log = fs.openSync(this.log, 'a');
    const endWithParent = require.resolve('../lib/endWithParent.cjs');
    const main = require.resolve('./backendProcess.mjs');
    this.#process = spawn(
      process.execPath,
      ['--require', endWithParent, main, JSON.stringify(this.settings)],
      {
        stdio: ['ignore', log, log, 'ipc'],
        env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'warn' },
      },
    );
    fs.closeSync(log);
    const started = this.#process;
    const hasStartedOrEnded = async () => this.#hasEnded || this.#isServing();
    const read = async () => [await hasStartedOrEnded(), this.cpuSeconds];
    await waitFor(`${this.name} to start`, read, ([isDone]) => isDone);
    // After a kill, the next start can be complete before this one notices.
    this.isReady ||= started === this.#process && !this.#hasEnded;
  }

  /** Sends SIGKILL: the process ends at once. */
  async kill() {
    this.kills += 1;
    this.isReady = false;
    this.#process.kill('SIGKILL');
    await this.#waitFor('end', () => this.#hasEnded);
  }

  /**
   * Sends SIGTERM. As a load balancer does, the clients send requests to the replica until the
   * replica reports that it is not ready.
   */
  async shutDown() {
    this.#process.kill('SIGTERM');
    const isNotServing = async () => !(await this.#isServing());
    await this.#waitFor('leave service', isNotServing);
    this.isReady = false;
    await this.#waitFor('end', () => this.#hasEnded);
  }

  /** Suspends the process, with all its connections and locks. */
  freeze() {
    this.isReady = false;
    this.freezes += 1;
    this.#process.kill('SIGSTOP');
  }

  thaw() {
    this.#process.kill('SIGCONT');
    this.isReady = true;
  }

  #waitFor(what, isDone) {
    const goal = `replica ${this.name} to ${what}, see ${this.log}`;
    return waitFor(goal, isDone, Boolean, { stallMs: SHUTDOWN_MS });
  }

  #isServing() {
    const url = `http://127.0.0.1:${this.port}/.backstage/health/v1/readiness`;
    return fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
  }
}

export class Fleet {
  members = [];
  folder = fs.mkdtempSync(join(tmpdir(), 'callboard-chaos-'));

  /** Starts replicas with these settings on a new PostgreSQL that writes durably. */
  static async start(settings) {
    const fleet = new Fleet();
    const { folder, members } = fleet;
    fleet.postgres = await startPostgres({ durable: true });
    const connection = fleet.postgres.connectionString;
    const admin = Knex({ client: 'pg', connection });
    await admin.raw('CREATE DATABASE ??', [DATABASE]);
    await admin.destroy();
    fleet.knex = Knex({
      client: 'pg',
      connection: connection.replace(/postgres$/, DATABASE),
      pool: { min: 0, max: 4 },
      // The phases cut connections on purpose.
      log: { warn() {}, error() {}, debug() {}, deprecate() {} },
    });
    await fleet.knex.raw(probeTables);
    for (const name of ['one', 'two']) {
      const port = await findFreePort(FIRST_PORT);
      const options = { name, port, folder, connection, ...settings };
      members.push(new Replica(options));
      // One after the other: the platform cannot create its tables in parallel.
      await members.at(-1).start();
    }
    return fleet;
  }

  get kills() {
    return this.members.reduce((sum, { kills }) => sum + kills, 0);
  }

  get ready() {
    return this.members.filter(({ isReady }) => isReady);
  }

  /** Returns the replica that currently holds a lock in PostgreSQL. */
  async findByLock(where) {
    const { rows } = await this.knex.raw(
      `SELECT application_name AS name FROM pg_locks l
       JOIN pg_stat_activity a USING (pid) WHERE l.granted AND ${where}`,
    );
    return this.members.find(({ applicationName }) =>
      rows.some(({ name }) => name === applicationName),
    );
  }

  untilAllReady() {
    const read = () =>
      this.members.map(({ isReady, cpuSeconds }) => [isReady, cpuSeconds]);
    const isDone = states => states.every(([isReady]) => isReady);
    return waitFor('all replicas', read, isDone);
  }

  /** Returns the number of the last change that a transactional subscriber received. */
  async readRelayPosition() {
    const [{ last }] = await this.knex('chaos_seen').max({ last: 'position' });
    return Number(last);
  }

  /**
   * Retries failed work until no work of these kinds is left. If the work stalls, this method only
   * logs the remaining work, because the checks report it.
   */
  async untilNo(...kinds) {
    let retriedAt = Date.now();
    const read = async () => {
      if (Date.now() - retriedAt > RETRY_EVERY_MS) {
        retriedAt = Date.now();
        await this.knex.raw(retryFailedWork);
      }
      return (await this.knex.raw(backlog)).rows[0];
    };
    const isDone = left => kinds.every(kind => left[kind] === 0);
    const done = waitFor(`no ${kinds}`, read, isDone);
    await done.catch(error => say(error.message));
  }

  /** @param keepsLogs whether the logs are needed afterwards */
  async stop(keepsLogs) {
    await Promise.all(this.members.map(replica => replica.kill()));
    await this.knex?.destroy();
    await this.postgres?.stop();
    if (!keepsLogs) {
      fs.rmSync(this.folder, { recursive: true });
    }
  }
}
