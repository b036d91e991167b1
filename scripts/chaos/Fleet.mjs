/** The replicas and their PostgreSQL, and what is done to them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { requireOfBackend } from '../../bench/lib/backend.mjs';
import { isPortFree } from '../lib/port.mjs';
import { Member } from './Member.mjs';

const { startPostgres } = createRequire(import.meta.url)(
  '../testing/postgres.cjs',
);
const Knex = requireOfBackend('knex');

const DATABASE = 'backstage_plugin_callboard';
const FIRST_PORT = 17_007;
const POLL_MS = 50;
const PATIENCE_MS = 120_000;

/** Longer than a backlog may take: a mail that has failed twice waits for five minutes. */
const QUEUE_PATIENCE_MS = 7 * 60_000;

/** The tables that the replicas write to besides their own. */
const probeTables = `
  CREATE TABLE chaos_seen (
    position bigserial PRIMARY KEY,
    change_id uuid NOT NULL,
    entity_key text NOT NULL,
    changes json NOT NULL,
    replica text NOT NULL,
    seen_at timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  CREATE TABLE chaos_runs (
    id bigserial PRIMARY KEY,
    task text NOT NULL,
    replica text NOT NULL,
    began_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at timestamptz,
    error text
  );
  CREATE TABLE chaos_held (task text PRIMARY KEY)`;

async function freePort(from) {
  let port = from;
  while (!(await isPortFree(port))) {
    port += 1;
  }
  return port;
}

export class Fleet {
  /**
   * Starts two replicas on a new PostgreSQL that writes durably.
   *
   * @param settings what they get to know besides, as JSON
   */
  static async start(settings) {
    const postgres = await startPostgres({
      durable: true,
      // Says when a change was committed, so that its way can be timed.
      settings: { track_commit_timestamp: 'on' },
    });
    const fleet = new Fleet(postgres, settings);
    await fleet.#begin();
    return fleet;
  }

  constructor(postgres, settings) {
    this.postgres = postgres;
    this.settings = settings;
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
        settings: this.settings,
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

  /** How many replicas have been killed. */
  get kills() {
    return this.members.reduce((sum, { kills }) => sum + kills, 0);
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

  /** Has a task not begin before it is released; it still counts as run. */
  async hold(task) {
    await this.knex('chaos_held').insert({ task });
  }

  async release(task) {
    await this.knex('chaos_held').where({ task }).delete();
  }

  /** Waits until every change has been handed on, or too long. */
  async untilHandedOn() {
    await this.#untilEmpty(this.knex('outbox'));
  }

  /** Waits until all work has been done, or that of one queue; or too long. */
  async untilNoJobs(queue) {
    await this.#untilEmpty(this.knex('jobs').where(queue ? { queue } : {}));
  }

  /** Waits until every row of the log is sealed, or too long. */
  async untilSealed() {
    await this.#untilEmpty(
      this.knex('activity').whereRaw(
        '(arrival, id) > (SELECT arrival, id FROM activity_seal_mark)',
      ),
    );
  }

  async #untilEmpty(rows) {
    const deadline = Date.now() + QUEUE_PATIENCE_MS;
    while (Date.now() < deadline) {
      const [{ count }] = await rows.clone().count({ count: '*' });
      if (Number(count) === 0) {
        return;
      }
      await sleep(POLL_MS);
    }
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
