import { setTimeout as sleep } from 'node:timers/promises';
import { loadBackend } from '../lib/backend.mjs';
import { percentile, timed } from '../lib/measure.mjs';
import { workspaces } from '../activity/data.mjs';

const { ActivityPosting } = loadBackend('features/activity/ActivityPosting');
const { ActivityLog } = loadBackend('changes/log/ActivityLog');
const { EventRateLimiter } = loadBackend('features/activity/EventRateLimiter');

const actorOf = n => ({
  user_ref: `user:default/poster.${n % 50}`,
  display_name: `Poster ${n % 50}`,
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

/**
 * Posts events at a steady rate while something runs.
 *
 * @param rate - events a second
 * @returns how long that ran, what it answered, and the times of the posts, shortest first;
 *   milliseconds
 */
export async function postingDuring(knex, rate, run) {
  const posting = new ActivityPosting({
    knex,
    clock: { now: () => Date.now() },
    log: new ActivityLog(),
    rateLimiter: new EventRateLimiter(1e9),
    onStored() {},
  });
  const began = performance.now();
  const posts = [];
  let isOver = false;
  const steady = (async () => {
    for (let n = 0; !isOver; n += 1) {
      const due = began + (n * 1_000) / rate;
      await sleep(Math.max(0, due - performance.now()));
      posts.push(
        posting
          .post(actorOf(n), workspaces[0], [eventOf(n)])
          .then(() => performance.now() - due),
      );
    }
  })();
  const { ms, value } = await timed(run);
  isOver = true;
  await steady;
  const times = (await Promise.all(posts)).sort((a, b) => a - b);
  return { ms, value, times };
}

/** The times of posts in words. */
export function timesText(times) {
  const [p50, p99] = [0.5, 0.99].map(part => percentile(times, part));
  return `${times.length.toLocaleString('en')} posts: median ${p50.toFixed(
    1,
  )}, p99 ${p99.toFixed(1)}, longest ${times[times.length - 1].toFixed(0)} ms`;
}
