/**
 * Kills replicas while retention deletes old rows of the activity log, and an erasure removes a
 * person's name from the remaining rows. The log is sealed continuously.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { loadBackend } from '../../../bench/lib/backend.mjs';
import { waitFor } from '../../lib/waitFor.mjs';

const { addRows } = loadBackend('features/activity/__testUtils__/activityRows');

const KILLS = 3;

/** The minimum number of kills that must hit a running deletion or erasure. */
const MIN_HITS = 2;
const ROWS = 24_000;
const ROWS_AT_ONCE = 2_000;
const AGE_MS = 40 * 86_400_000;
const KEEP_DAYS = 30;

/**
 * The maximum time to wait for progress before a kill. Once no rows are left, no progress comes.
 * The time exceeds the 10 s after which another worker claims the job of a killed replica.
 */
const WAIT_MS = 15_000;
const ERASED = 'user:default/gone.person';
const NAME = 'Gone Person';
const OLD_LABEL = 'An old page';

/**
 * Adds old page views, and the same number of notes that contain the name of the person to erase:
 * half of them written by that person, half by another.
 */
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
 * Reads the number of rows to delete (`old`) and to rewrite (`named`). The state of the erasures
 * shows progress while they scan rows that need no change.
 */
async function readRemaining(knex) {
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
  title: `kill -9, ${KILLS} times, during retention and an erasure`,
  async run({ fleet, load, random }) {
    const { caller, journal } = load;
    const read = () => readRemaining(fleet.knex);
    await addOldRows(fleet.knex);
    await fleet.untilNo('unsealed');
    const initial = await read();
    const isRunning = (remaining, kind) =>
      remaining[kind] > 0 && remaining[kind] < initial[kind];
    return load.during(async () => {
      const rule = { workspace_id: null, class: 'views', keep_days: KEEP_DAYS };
      await caller.sendOrThrow('PUT', '/admin/retention', { rules: [rule] });
      const erasure = { user_ref: ERASED, reason: 'Chaos', dry_run: false };
      await caller.sendOrThrow('POST', '/admin/erasures', erasure);
      journal.erased.push(NAME);
      let remaining = initial;
      let hits = 0;
      for (let n = 1; n <= KILLS; n += 1) {
        const { old, named } = remaining;
        const until = Date.now() + WAIT_MS;
        const isLess = now => now.old < old || now.named < named;
        const isOver = now => isLess(now) || Date.now() > until;
        await waitFor('rows to be deleted or erased', read, isOver, {
          pollMs: 100,
        });
        await sleep(random.below(300));
        remaining = await read();
        const isHit =
          isRunning(remaining, 'old') || isRunning(remaining, 'named');
        hits += isHit ? 1 : 0;
        const victim = random.pick(fleet.ready);
        await victim.kill();
        await victim.start();
      }
      const isComplete = now => now.old + now.named === 0;
      await waitFor('all rows to be deleted or erased', read, isComplete);
      if (hits < MIN_HITS) {
        throw new Error(
          `Only ${hits} of ${KILLS} kills hit a deletion or erasure`,
        );
      }
      return `${hits} of ${KILLS} kills hit the deletion or erasure of ${ROWS} rows`;
    });
  },
};
