import { setTimeout as sleep } from 'node:timers/promises';
import { loadFeature, range } from '../lib/backend.mjs';
import { sealAll, workspace_id } from '../lib/data.mjs';
import { onEachEngine } from '../lib/databases.mjs';
import { bodies } from '../lib/events.mjs';
import { atMost } from '../lib/figures.mjs';
import { inTurns, median } from '../lib/timing.mjs';

const { Sealer } = loadFeature('integrity/Sealer');
const { actorOf, postingWith } = loadFeature('activity/__testUtils__/posting');

/** Returns a function that makes the n-th post, of one event or of a batch. */
export function createPosting(knex) {
  const posting = postingWith(knex, { eventsPerMinute: 1e9 });
  return (n, body = 'event') => {
    const who = n % 50;
    const events = [bodies[body](who, n)].flat();
    return posting.post(actorOf(`poster.${who}`), workspace_id, events);
  };
}

const POSTERS = 32;

/** The replica catches up as often in each turn, the first time on nothing. */
const SEALS_A_TURN = 3;

const kinds = [
  ['one event', 'event', 1.05],
  ['100 events', 'batch', 1.2],
];

/** How many posts a second are possible without sealing beside those with it, in turns. */
export const measure = context =>
  onEachEngine(context, 'empty', async ({ database, sizes, figure }) => {
    const { knex } = database;
    const ms = sizes.seconds * 1_000;
    for (const [what, body, bound] of kinds) {
      const side = isSealed => async () => {
        await sealAll(knex);
        const stopping = new AbortController();
        const sealing = isSealed && sealRepeatedly(knex, ms, stopping.signal);
        const posts = await postFor(ms, createPosting(knex), body);
        stopping.abort();
        await sealing;
        return posts / sizes.seconds;
      };
      const sides = { without: side(false), together: side(true) };
      const found = await inTurns(sides, sizes.turns);
      const [without, together] = [found.without, found.together].map(median);
      figure(
        ['posting without sealing beside posting with it', what],
        without / together,
        atMost(bound, '×'),
        `${Math.round(without)} and ${Math.round(together)} posts/s`,
      );
    }
  });

async function postFor(ms, post, body) {
  const end = performance.now() + ms;
  let posts = 0;
  const postAll = async () => {
    while (performance.now() < end) {
      posts += 1;
      await post(posts, body);
    }
  };
  await Promise.all(range(POSTERS).map(postAll));
  return posts;
}

async function sealRepeatedly(knex, ms, signal) {
  const clock = { now: () => Date.now() };
  const sealer = new Sealer({ knex, clock, onSeal: async () => {} });
  while (!signal.aborted) {
    await sealer.catchUp(signal);
    const pause = sleep(ms / SEALS_A_TURN, undefined, { signal });
    await pause.catch(() => {});
  }
}
