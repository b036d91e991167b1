/**
 * Rows go by retention, and others lose the name of somebody who is erased, while replicas are
 * killed. The log is sealed all the time.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { loadBackend } from '../../../bench/lib/backend.mjs';

const { addRows } = loadBackend('features/activity/__testUtils__/activityRows');

const KILLS = 6;
const ROWS = 60_000;
const ROWS_AT_ONCE = 2_000;
const DAY = 86_400_000;
const DAYS_OLD = 40;
const KEEP_DAYS = 30;
const PATIENCE_MS = 180_000;

/** How many kills have to come in the middle, so that anything has been tried. */
const LEAST_MIDWAY = KILLS / 2;

/** Who is erased. */
const GONE = 'user:default/gone.person';
const NAME = 'Gone Person';

export const title = () =>
  `kill -9, ${KILLS} times, while old rows and a person are removed`;

/** Old rows: pages that somebody looked at, what another person did, and what names them. */
async function addOldRows(knex) {
  const { id } = await knex('workspaces').where({ slug: 'default' }).first();
  const created_at = Date.now() - DAYS_OLD * DAY;
  for (let start = 0; start < ROWS; start += ROWS_AT_ONCE) {
    const rows = Array.from({ length: ROWS_AT_ONCE }, (_, n) => ({
      created_at,
      ...(n % 2
        ? { action: 'page_view', entity_label: 'An old page' }
        : {
            action: 'add_note',
            ...(n % 4 === 0 && { user_id: GONE, user_name: NAME }),
            entity_label: `A note of ${NAME}`,
            metadata: { by: NAME.toLowerCase() },
          }),
    }));
    await addRows(knex, id, rows);
  }
}

/** How many rows are left of those that have to go, and of those that name somebody. */
async function rest(knex) {
  const count = async rows => {
    const [row] = await rows.count({ count: '*' });
    return Number(row.count);
  };
  const named = knex('activity').where({ user_id: GONE });
  for (const column of ['user_name', 'entity_label', 'metadata']) {
    named.orWhereRaw('lower(CAST(?? AS text)) LIKE ?', [
      column,
      `%${NAME.toLowerCase()}%`,
    ]);
  }
  return {
    old: await count(knex('activity').where({ entity_label: 'An old page' })),
    named: await count(named),
  };
}

const isMidway = (left, all) => left > 0 && left < all;

/** Waits until some rows have gone since somebody looked; for a while, as these may be all. */
async function untilSomeGo(knex, seen) {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const { old, named } = await rest(knex);
    if (old < seen.old || named < seen.named || Date.now() > deadline) {
      return;
    }
    await sleep(20);
  }
}

export async function run({ fleet, load, random, onStep }) {
  const { knex } = fleet;
  await addOldRows(knex);
  await fleet.untilSealed();
  const all = await rest(knex);
  load.allow(Infinity);
  await load.caller.must('superAdmin', 'PUT', '/admin/retention', {
    rules: [{ workspace_id: null, class: 'views', keep_days: KEEP_DAYS }],
  });
  await load.caller.must('superAdmin', 'POST', '/admin/erasures', {
    user_ref: GONE,
    reason: 'Chaos',
    dry_run: false,
  });
  let seen = all;
  let midway = 0;
  for (let n = 0; n < KILLS; n += 1) {
    await untilSomeGo(knex, seen);
    await sleep(random.below(300));
    seen = await rest(knex);
    if (isMidway(seen.old, all.old) || isMidway(seen.named, all.named)) {
      midway += 1;
    }
    const victim = random.pick(fleet.ready);
    await victim.kill();
    onStep(`${n + 1} of ${KILLS}`);
    await victim.start();
  }
  if (midway < LEAST_MIDWAY) {
    throw new Error(`Only ${midway} of ${KILLS} kills came in the middle`);
  }
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const { old, named } = await rest(knex);
    if (old + named === 0) {
      break;
    }
    if (Date.now() > deadline) {
      throw new Error(`${old} old rows and ${named} of somebody are left`);
    }
    await sleep(200);
  }
  load.allow(load.journal.acts);
  return [
    `${midway} of ${KILLS} kills came while some of ${ROWS.toLocaleString(
      'en',
    )} rows had been removed and others not`,
  ];
}
