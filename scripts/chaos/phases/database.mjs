/** PostgreSQL becomes unavailable, read-only, or out of space, while clients work. */
import { spawnSync } from 'node:child_process';
import { chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { waitFor } from '../../lib/waitFor.mjs';

const AWAY_MS = 10_000;
const FAULT_MS = 5_000;

/** The free space when clients start to work. */
const SPACE_KB = 1_024;
/** The user id that PostgreSQL runs as. */
const NOBODY = 65_534;

async function readHealth({ members }) {
  const read = ({ port }) =>
    fetch(`http://127.0.0.1:${port}/api/callboard/health`);
  const responses = await Promise.all(members.map(read));
  return responses.map(({ status }) => status).join();
}

export const outages = {
  title: `PostgreSQL down for ${AWAY_MS / 1_000} s, twice`,
  run: ({ fleet, load }) =>
    load.during(async () => {
      const times = [];
      for (const mode of ['fast', 'immediate']) {
        await sleep(2_000);
        const restart = fleet.postgres.restart({ mode, awayMs: AWAY_MS });
        await sleep(AWAY_MS / 2);
        const health = [await readHealth(fleet)];
        await restart;
        const since = Date.now();
        await load.untilAcknowledged(1);
        times.push(Date.now() - since);
        health.push(await readHealth(fleet));
        if (health.join(' then ') !== '503,503 then 200,200') {
          throw new Error(`The replicas' health was ${health.join(' then ')}`);
        }
      }
      const both = times.join(' and ');
      return `first requests acknowledged ${both} ms after PostgreSQL was back`;
    }),
};

/** Returns how many requests get a 503, and how many actions succeed, within `FAULT_MS`. */
async function countRefusals(load) {
  const read = () => [
    load.caller.results.filter(result => result === 503).length,
    load.counts().done,
  ];
  const before = read();
  await sleep(FAULT_MS);
  return read().map((count, nth) => count - before[nth]);
}

async function setReadOnly({ knex }, value) {
  const connection = await knex.client.acquireConnection();
  for (const statement of [
    'SET default_transaction_read_only = off',
    `ALTER SYSTEM SET default_transaction_read_only = ${value}`,
    'SELECT pg_reload_conf()',
  ]) {
    await connection.query(statement);
  }
  await knex.client.releaseConnection(connection);
}

export const readOnly = {
  title: `read-only database for ${FAULT_MS / 1_000} s`,
  run: ({ fleet, load }) =>
    load.during(async () => {
      await sleep(2_000);
      await setReadOnly(fleet, 'on');
      await sleep(2_000);
      const since = Date.now();
      const [refused] = await countRefusals(load);
      const list = await load.caller.send('GET', 'work-items');
      const done = load.completed.filter(({ outcome }) => outcome === 'done');
      const hasStored = done.some(({ startedAt }) => startedAt > since);
      await setReadOnly(fleet, 'off');
      await load.untilAcknowledged(100);
      if (hasStored || list.outcome !== 'done') {
        throw new Error(`An action was done, or lists got ${list.status}`);
      }
      return `${refused} requests got a 503, lists still worked`;
    }),
};

const mount = (...args) =>
  spawnSync('mount', args, { stdio: 'ignore' }).status === 0;

/** Moves a month of the log with its indexes to a tablespace. */
async function moveMonth(knex, name, tablespace) {
  const indexes = knex('pg_indexes').where({ tablename: name });
  await knex.raw(`ALTER TABLE ?? SET TABLESPACE ${tablespace}`, [name]);
  for (const index of await indexes.pluck('indexname')) {
    await knex.raw(`ALTER INDEX ?? SET TABLESPACE ${tablespace}`, [index]);
  }
}

/** The phase is skipped if the machine does not allow it to mount a small file system. */
export const fullDisk = {
  title: `full disk for the log, ${FAULT_MS / 1_000} s`,
  async run({ fleet: { knex, postgres }, load }) {
    const folder = join(postgres.home, 'small');
    mkdirSync(folder);
    const { rows } = await knex.raw(
      `SELECT tableoid::regclass::text AS name,
         pg_total_relation_size(tableoid) / 1024 AS kb
       FROM activity ORDER BY id DESC LIMIT 1`,
    );
    const [{ name, kb }] = rows;
    const size = `size=${Number(kb) + SPACE_KB}k`;
    if (!mount('-t', 'tmpfs', '-o', size, 'tmpfs', folder)) {
      return undefined;
    }
    try {
      chownSync(folder, NOBODY, NOBODY);
      await knex.raw(`CREATE TABLESPACE small LOCATION '${folder}'`);
      await moveMonth(knex, name, 'small');
      const [refused, done] = await load.during(async () => {
        const isFull = () => postgres.log().includes('No space left');
        const read = () => [isFull(), load.started];
        await waitFor('the disk to be full', read, ([isDone]) => isDone);
        const counts = await countRefusals(load);
        mount('-o', 'remount,size=1g', folder);
        await load.untilAcknowledged(100);
        return counts;
      });
      await moveMonth(knex, name, 'pg_default');
      await knex.raw('DROP TABLESPACE small');
      return `${refused} requests got a 503, ${done} actions succeeded`;
    } finally {
      spawnSync('umount', [folder]);
    }
  },
};
