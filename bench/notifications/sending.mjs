import { setTimeout as sleep } from 'node:timers/promises';
import { loadBackend } from '../lib/backend.mjs';
import { timed } from '../lib/measure.mjs';

const { insertMany } = loadBackend('database/bulk');
const { Queue } = loadBackend('queue/Queue');
const { FAN_OUT_QUEUE, workOnFanOut } = loadBackend(
  'features/notifications/fanOutQueue',
);
const { silent } = loadBackend('__testUtils__/spine');

const GUEST = 5;

/** How many the portal's store is given, one after another. */
const SENT_BY_PEER = 2_000;

/** People whom the portal has seen before, in a workspace of their own. */
export async function addAudience(bench, size) {
  const now = new Date();
  const people = Array.from({ length: size }, (_, n) => `user:default/r${n}`);
  await insertMany(
    bench.knex,
    'people',
    people.map(user_ref => ({
      user_ref,
      display_name: user_ref,
      search_text: user_ref,
      is_in_catalog: true,
      updated_at: now,
    })),
  );
  await bench.join(people, GUEST);
  return people;
}

/**
 * Tells people something, and has workers of the queue hand it out.
 *
 * @returns how long the telling took, and how many people a second were told then
 */
export async function tell(bench, people) {
  const { knex } = bench;
  const clock = { now: () => Date.now() };
  const queue = new Queue({ knex, clock, logger: silent });
  let told = 0;
  workOnFanOut(queue, {
    fanOut: bench.fanOut,
    signals: {
      raiseNotifications: refs => {
        told += refs.length;
      },
    },
  });
  bench.jobs.length = 0;
  const request = await timed(async () => {
    const [notice_id] = await bench.tell({ to: { refs: people } });
    await knex.transaction(tx =>
      queue.add(tx, [
        { queue: FAN_OUT_QUEUE, payload: { notice_id, after: null } },
      ]),
    );
  });
  const handingOut = await timed(async () => {
    queue.start();
    while (told < people.length) {
      await sleep(1);
    }
  });
  await queue.stop();
  return { ms: request.ms, rate: (told / handingOut.ms) * 1_000 };
}

/** How many people a second the portal's store tells, as its plugin does. */
export async function tellByPeer(store, people) {
  const some = people.slice(0, SENT_BY_PEER);
  const { ms } = await timed(async () => {
    for (const user of some) {
      await store.saveNotification({
        id: crypto.randomUUID(),
        user,
        created: new Date(),
        origin: 'plugin:bench',
        payload: { title: 'Told', severity: 'normal' },
      });
    }
  });
  return (some.length / ms) * 1_000;
}
