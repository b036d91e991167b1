/**
 * Replicas are killed while retention removes old rows of the log, and an erasure removes the name
 * of a person from others. The log is sealed continuously.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { loadBackend } from '../../../bench/lib/backend.mjs';
import { waitFor } from '../waitFor.mjs';

const { addRows } = loadBackend('features/activity/__testUtils__/activityRows');

const KILLS = 3;

/** The number of kills that must hit a running removal. */
const LEAST_HITS = 2;
const ROWS = 24_000;
const ROWS_AT_ONCE = 2_000;
const AGE_MS = 40 * 86_400_000;
const KEEP_DAYS = 30;

/** How long a kill waits for deletions, as none may be left. A killed job restarts after 10 s. */
const WAIT_MS = 15_000;
const ERASED = 'user:default/gone.person';
const NAME = 'Gone Person';
const OLD_LABEL = 'An old page';

/** Adds old page views, and the same number of notes that name the person, half of them by others. */
async function addOldRows(knex) {
  const { id } = await knex('workspaces').where({ slug: 'default' }).first();
  const created_at = Date.now() - AGE_MS;
  const note = {
    action: 'add_note',
    entity_label: `A note of ${NAME}`,
    metadata: { by: NAME.toLowerCase() },
  };
  const pageView = { action: 'page_view', entity_label: OLD_LABEL };
  const rows = Array.from({ length: ROWS_AT_ONCE }, (_, n) => ({
    created_at,
    ...(n % 2 ? pageView : note),
    ...(n % 4 === 0 && { user_id: ERASED, user_name: NAME }),
  }));
  for (let added = 0; added < ROWS; added += ROWS_AT_ONCE) {
    await addRows(knex, id, rows);
  }
}

/**
 * Returns the number of rows left to remove and to rewrite, and the progress of the erasures, which
 * also scan rows that need no change.
 */
async function readLeft(knex) {
  const { rows } = await knex.raw(
    `SELECT count(*) FILTER (WHERE entity_label = ?)::int AS old,
       count(*) FILTER (WHERE user_id = ? OR
         lower(concat(user_name, entity_label, metadata)) LIKE ?)::int AS named,
       (SELECT json_agg(state) FROM erasures) AS erasures
     FROM activity`,
    [OLD_LABEL, ERASED, `%${NAME.toLowerCase()}%`],
  );
  return rows[0];
}

export const removals = {
  title: `kill -9, ${KILLS} times, while old rows and a person are removed`,
  async run({ fleet, load, random }) {
    const read = () => readLeft(fleet.knex);
    await addOldRows(fleet.knex);
    await fleet.untilNo('unsealed');
    const all = await read();
    const send = (...request) => load.caller.must('superAdmin', ...request);
    const isHit = (left, kind) => left[kind] > 0 && left[kind] < all[kind];
    return load.during(async () => {
      await send('PUT', '/admin/retention', {
        rules: [{ workspace_id: null, class: 'views', keep_days: KEEP_DAYS }],
      });
      await send('POST', '/admin/erasures', {
        user_ref: ERASED,
        reason: 'Chaos',
        dry_run: false,
      });
      load.journal.erased.push(NAME);
      let left = all;
      let hits = 0;
      for (let n = 1; n <= KILLS; n += 1) {
        const { old, named } = left;
        const until = Date.now() + WAIT_MS;
        const isLess = now => now.old < old || now.named < named;
        const isOver = now => isLess(now) || Date.now() > until;
        await waitFor('rows to go', read, isOver, { pollMs: 100 });
        await sleep(random.below(300));
        left = await read();
        hits += isHit(left, 'old') || isHit(left, 'named') ? 1 : 0;
        const victim = random.pick(fleet.ready);
        await victim.kill();
        await victim.start();
      }
      const areErased = now => now.old + now.named === 0;
      await waitFor('all of them to go', read, areErased);
      if (hits < LEAST_HITS) {
        throw new Error(`Only ${hits} of ${KILLS} kills hit a removal`);
      }
      return `${hits} of ${KILLS} kills hit the removal of ${ROWS} rows`;
    });
  },
};
