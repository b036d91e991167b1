import { setTimeout as sleep } from 'node:timers/promises';
import { loadBackend, loadFeature, range } from '../lib/backend.mjs';
import { sealAll, workspace_id } from '../lib/data.mjs';
import { engines } from '../lib/databases.mjs';
import { atMost } from '../lib/figures.mjs';
import { inTurns } from '../lib/timing.mjs';

const { Sealer } = loadFeature('integrity/Sealer');
const { ActivityPosting } = loadFeature('activity/ActivityPosting');
const { ActivityLog } = loadBackend('changes/log/ActivityLog');
const { EventRateLimiter } = loadFeature('activity/EventRateLimiter');

const actorOf = n => ({
  user_ref: `user:default/poster.${n}`,
  display_name: `Poster ${n}`,
  email: null,
  ip: null,
  request_id: null,
});

const eventOf = n => ({
  action: 'page_view',
  entity_type: 'page',
  entity_id: `/catalog/default/component/service-${n % 1_000}`,
  entity_label: `Service ${n % 1_000}`,
  metadata: { from: '/catalog', seconds: n % 60 },
});

export function createPosting(knex) {
  const posting = new ActivityPosting({
    knex,
    clock: { now: () => Date.now() },
    log: new ActivityLog(),
    rateLimiter: new EventRateLimiter(1e9),
    onStored() {},
  });
  return (first, count = 1) => {
    const events = range(first, first + count).map(eventOf);
    return posting.post(actorOf(first % 50), workspace_id, events);
  };
}

const POSTERS = 32;

const SEAL_MS = 5_000;

/** How many posts a second are possible without sealing beside those with it, in turns. */
export async function measure(context) {
  for (const copy of engines) {
    const database = await copy(context.server, 'empty');
    await measureOn(context, database);
    await database.stop();
  }
}

async function measureOn({ figure, sizes }, database) {
  const { knex } = database;
  const post = createPosting(knex);
  for (const [what, size, bound] of [
    ['one event', 1, 1.05],
    ['100 events', 100, 1.2],
  ]) {
    const side = isSealed => async () => {
      await sealAll(knex);
      const stopping = new AbortController();
      const sealing = isSealed && sealRepeatedly(knex, stopping.signal);
      const posts = await postFor(post, size, sizes.seconds);
      stopping.abort();
      await sealing;
      return posts / sizes.seconds;
    };
    const sides = { without: side(false), together: side(true) };
    const found = await inTurns(sides, sizes.fewTurns);
    const [without, together] = [found.without, found.together].map(
      rates => rates.reduce((sum, rate) => sum + rate) / rates.length,
    );
    figure.on(database)(
      ['posting without sealing beside posting with it', what],
      without / together,
      atMost(bound, '×'),
      `${Math.round(without)} and ${Math.round(together)} posts/s`,
    );
  }
}

async function postFor(post, size, seconds) {
  const end = performance.now() + seconds * 1_000;
  let posts = 0;
  const postAll = async () => {
    while (performance.now() < end) {
      posts += 1;
      await post(posts * size, size);
    }
  };
  await Promise.all(range(POSTERS).map(postAll));
  return posts;
}

async function sealRepeatedly(knex, signal) {
  const clock = { now: () => Date.now() };
  const sealer = new Sealer({ knex, clock, onSeal: async () => {} });
  while (!signal.aborted) {
    await sealer.catchUp(signal);
    await sleep(SEAL_MS, undefined, { signal }).catch(() => {});
  }
}
