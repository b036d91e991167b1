import { setTimeout as sleep } from 'node:timers/promises';
import { loadFeature } from '../lib/backend.mjs';
import { sealAll, workspace_id } from '../lib/data.mjs';
import { onEachEngine } from '../lib/databases.mjs';
import { bodies } from '../lib/events.mjs';
import { alternate, median, repeatFor } from '../lib/timing.mjs';

const { Sealer } = loadFeature('integrity/Sealer');
const { createPostingActor, createTestPosting } = loadFeature(
  'activity/__testUtils__/posting',
);

/** Returns a function that makes the n-th post, of one event or of a batch. */
export function createPosting(knex) {
  const posting = createTestPosting(knex, { eventsPerMinute: 1e9 });
  return (n, body = 'event') => {
    const who = n % 50;
    const actor = createPostingActor(`poster.${who}`);
    return posting.post(actor, workspace_id, [bodies[body](who, n)].flat());
  };
}

const POSTERS = 32;

export const measure = context =>
  onEachEngine(context, 'empty', async ({ knex, sizes, figure }) => {
    const ms = sizes.seconds * 1_000;
    for (const [what, body, bound] of [
      ['one event', 'event', 1.05],
      ['100 events', 'batch', 1.2],
    ]) {
      const createSide = isSealed => async () => {
        await sealAll(knex);
        const stopping = new AbortController();
        const sealing = isSealed && sealRepeatedly(knex, ms, stopping.signal);
        const post = createPosting(knex);
        let posts = 0;
        await repeatFor(ms, POSTERS, () => {
          posts += 1;
          return post(posts, body);
        });
        stopping.abort();
        await sealing;
        return posts / sizes.seconds;
      };
      const sides = { without: createSide(false), together: createSide(true) };
      const rates = await alternate(sides, sizes.fewRounds);
      const [without, together] = [rates.without, rates.together].map(median);
      const group =
        'posting without sealing compared with posting during sealing';
      const note = `${Math.round(without)} and ${Math.round(together)} posts/s`;
      figure.atMost([group, what], without / together, bound, '×', note);
    }
  });

async function sealRepeatedly(knex, ms, signal) {
  const clock = { now: () => Date.now() };
  const sealer = new Sealer({ knex, clock, onSeal: async () => {} });
  while (!signal.aborted) {
    await sealer.catchUp(signal);
    // Seals about three times per measurement. The first time finds no unsealed rows.
    await sleep(ms / 3, undefined, { signal }).catch(() => {});
  }
}
