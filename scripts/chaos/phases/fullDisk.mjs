/**
 * The disk of the log's current month is full for a while: a small file system
 * of its own, which only root can mount.
 */
import { spawnSync } from 'node:child_process';
import { chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const SECONDS = 5;
const NOBODY = 65_534;

/** What is free when the load begins. */
const ROOM_KB = 1_024;

export const title = () => `full disk for the log, ${SECONDS} s`;

function mount(...args) {
  return spawnSync('mount', args, { stdio: 'ignore' }).status === 0;
}

/** The table of the current month and its indexes. */
async function monthOf(knex) {
  const { rows } = await knex.raw(
    'SELECT tableoid::regclass::text AS name FROM activity ORDER BY id DESC LIMIT 1',
  );
  const [{ name }] = rows;
  const indexes = await knex('pg_indexes')
    .where({ tablename: name })
    .pluck('indexname');
  const size = await knex.raw(
    'SELECT pg_total_relation_size(?::regclass) / 1024 AS kb',
    [name],
  );
  return { name, indexes, kb: Number(size.rows[0].kb) };
}

async function move(knex, { name, indexes }, tablespace) {
  await knex.raw(`ALTER TABLE ?? SET TABLESPACE ${tablespace}`, [name]);
  for (const index of indexes) {
    await knex.raw(`ALTER INDEX ?? SET TABLESPACE ${tablespace}`, [index]);
  }
}

export async function run({ fleet, load, onSkip }) {
  const { knex, postgres } = fleet;
  const folder = join(postgres.home, 'small');
  mkdirSync(folder);
  const month = await monthOf(knex);
  const size = `size=${month.kb + ROOM_KB}k`;
  if (!mount('-t', 'tmpfs', '-o', size, 'tmpfs', folder)) {
    onSkip('no file system can be mounted here');
    return [];
  }
  try {
    chownSync(folder, NOBODY, NOBODY);
    await knex.raw(`CREATE TABLESPACE small LOCATION '${folder}'`);
    await move(knex, month, 'small');
    load.allow(Infinity);
    const isFull = () => postgres.log().includes('No space left on device');
    while (!isFull()) {
      await sleep(50);
    }
    const before = load.journal.counts();
    const refusals = load.caller.countOf(503);
    await sleep(SECONDS * 1_000);
    const during = load.journal.counts();
    const turnedAway = load.caller.countOf(503) - refusals;
    mount('-o', 'remount,size=1g', folder);
    const freed = load.journal.counts().acknowledged;
    while (load.journal.counts().acknowledged < freed + 100) {
      await sleep(10);
    }
    load.allow(load.journal.acts);
    await load.rest();
    await move(knex, month, 'pg_default');
    await knex.raw('DROP TABLESPACE small');
    return [
      `${turnedAway} requests turned away in the time, ${
        during.acknowledged - before.acknowledged
      } acts found room`,
    ];
  } finally {
    spawnSync('umount', [folder]);
  }
}
