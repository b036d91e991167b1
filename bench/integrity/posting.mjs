import { setTimeout as sleep } from 'node:timers/promises';
import { loadBackend, requireOfBackend } from '../lib/backend.mjs';
import { percentile, ratioLine } from '../lib/measure.mjs';
import { sealAll, sealerOf } from './sealing.mjs';

const { ActivityPosting } = loadBackend('features/activity/ActivityPosting');
const { ActivityLog } = loadBackend('changes/log/ActivityLog');
const { EventRateLimiter } = loadBackend('features/activity/EventRateLimiter');
const { sum } = requireOfBackend('lodash');

const POSTERS = 32;

/** How often a portal seals. */
const SEAL_MS = 5_000;

const workspace_id = '00000000-0000-7000-8000-000000000001';

const eventOf = n => ({
  action: 'page_view',
  entity_type: 'page',
  entity_id: `/catalog/default/component/service-${n % 1_000}`,
  entity_label: `Service ${n % 1_000}`,
  metadata: { from: '/catalog', seconds: n % 60 },
});

/** What sealing costs those who post, one event or 100 at once. */
export async function* postingCases({ knex }, { seconds, turns }) {
  const posting = new ActivityPosting({
    knex,
    clock: { now: () => Date.now() },
    log: new ActivityLog(),
    rateLimiter: new EventRateLimiter(1e9),
    onStored() {},
  });
  for (const [what, size, bound] of [
    ['one event', 1, 1.05],
    ['100 events', 100, 1.2],
  ]) {
    const found = { with: [], without: [] };
    // The first turns are for warming.
    for (let turn = -1; turn < turns; turn += 1) {
      for (const how of ['without', 'with']) {
        await sealAll(knex);
        const measured = await postFor(posting, {
          ...{ size, seconds },
          sealer: how === 'with' ? sealerOf(knex) : undefined,
        });
        if (turn >= 0) found[how].push(measured);
      }
    }
    const rate = how => sum(found[how].map(({ posts }) => posts)) / turns;
    const p99 = how =>
      percentile(
        found[how].flatMap(({ times }) => times).sort((a, b) => a - b),
        0.99,
      );
    yield ratioLine(
      `posting ${what}: as many a second without sealing as with it`,
      rate('without') / rate('with'),
      { atMost: bound },
      `${Math.round(rate('with') / seconds)} and ${Math.round(
        rate('without') / seconds,
      )} posts a second; p99 ${p99('with').toFixed(1)} and ${p99(
        'without',
      ).toFixed(1)} ms`,
    );
  }
}

async function postFor(posting, { size, seconds, sealer }) {
  const until = performance.now() + seconds * 1_000;
  const stopping = new AbortController();
  const sealing = sealer && sealNowAndThen(sealer, stopping.signal);
  const times = [];
  let n = 0;
  await Promise.all(
    Array.from({ length: POSTERS }, async (_, who) => {
      const actor = {
        user_ref: `user:default/person.${who}`,
        display_name: `Person ${who}`,
        email: null,
        ip: null,
        request_id: null,
      };
      while (performance.now() < until) {
        const began = performance.now();
        n += size;
        const first = n;
        await posting.post(
          actor,
          workspace_id,
          Array.from({ length: size }, (__, at) => eventOf(first + at)),
        );
        times.push(performance.now() - began);
      }
    }),
  );
  stopping.abort();
  await sealing;
  return { posts: times.length, times };
}

async function sealNowAndThen(sealer, signal) {
  while (!signal.aborted) {
    await sealer.catchUp(signal);
    await sleep(SEAL_MS, undefined, { signal }).catch(() => {});
  }
}
