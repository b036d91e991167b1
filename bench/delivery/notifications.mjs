import { loadBackend } from '../lib/backend.mjs';
import { copyPostgres } from '../lib/databases.mjs';
import { atLeast, atMost } from '../lib/figures.mjs';
import { median, p95, timed, timesInTurns, until } from '../lib/timing.mjs';
import {
  loadBoth,
  makeUnread,
  marker,
  pickUsers,
} from './notificationData.mjs';
import { handSide } from './notificationsByHand.mjs';
import { callboardSide, openPeer, portalSide } from './notificationSides.mjs';

const { FanOutBench } = loadBackend(
  'features/notifications/__testUtils__/FanOutBench',
);
const { insertMany } = loadBackend('database/bulk');
const { Queue } = loadBackend('queue/Queue');
const { FAN_OUT_QUEUE, workOnFanOut } = loadBackend(
  'features/notifications/fanOutQueue',
);
const { silent } = loadBackend('__testUtils__/spine');

const GUEST = 5;

/**
 * Reading and marking notifications beside the store of the portal's own plugin and
 * prepared statements by hand, and fan-out.
 */
export async function measureNotifications(context) {
  const { server, sizes, figure, progress } = context;
  progress('notifications');
  const database = await copyPostgres(server, 'empty');
  const peer = await copyPostgres(server, 'empty');
  const { knex } = database;
  const peerKnex = peer.knex;
  // Its migrations have a table of their own.
  await peerKnex.raw('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  const store = await openPeer(peerKnex);
  const bench = await FanOutBench.create(knex);
  await loadBoth(
    { knex, peerKnex, bench },
    sizes.notifications,
    sizes.notified,
  );
  for (const client of [knex, peerKnex]) {
    await client.raw('VACUUM (ANALYZE)');
    await client.raw('CHECKPOINT');
  }
  const hand = await handSide(knex, bench.workspace_id);
  const sides = {
    callboard: callboardSide(knex, bench.workspace_id),
    portal: portalSide(store),
    hand: hand.statements,
  };
  const users = await pickUsers(knex, sizes.calls);
  await measureReading(figure, sides, users, sizes);
  await measureMarking(figure, sides, { knex, peerKnex, store }, sizes);
  await hand.release();
  progress('fan-out');
  await measureFanOut(figure, bench, sizes);
  await peer.stop();
  await database.stop();
}

const reads = {
  list: 'first page and count',
  unread: 'unread ones, first page and count',
  count: 'unread count',
};

async function measureReading(figure, sides, users, { calls }) {
  for (const [name, what] of Object.entries(reads)) {
    const runs = Object.fromEntries(
      Object.entries(sides).map(([side, read]) => [
        side,
        n => read[name](users[n % users.length]),
      ]),
    );
    const found = await timesInTurns(runs, calls, calls / 4);
    compare(figure, what, found, p95, 'slow end (p95)');
  }
}

/** Callboard beside both other sides. */
function compare(figure, what, found, slowEnd, slowName) {
  const { callboard, portal, hand } = found;
  const note = `medians ${median(callboard).toFixed(1)}, ${median(
    portal,
  ).toFixed(1)} and ${median(hand).toFixed(1)} ms`;
  const group = 'notifications: the store of the portal beside Callboard';
  figure.group(`${group}, median`)(
    `${what}, median`,
    median(portal) / median(callboard),
    atLeast(5, '×'),
    note,
  );
  figure.group(`${group}, slow end`)(
    `${what}, ${slowName}`,
    slowEnd(portal) / slowEnd(callboard),
    atLeast(10, '×'),
  );
  figure.group('notifications: Callboard beside SQL by hand')(
    `${what}, median`,
    median(callboard) / median(hand),
    atMost(1.5, '×'),
  );
}

/** Both sides are as they were, and vacuumed, after each time. */
async function measureMarking(
  figure,
  { callboard, hand },
  stores,
  { fewTurns },
) {
  const { knex, peerKnex, store } = stores;
  const unread = await peerKnex('notification')
    .where({ user: marker })
    .whereNull('read')
    .pluck('id');
  const found = { callboard: [], portal: [], hand: [] };
  for (let turn = 0; turn < fewTurns + 2; turn += 1) {
    await callboard.count(marker);
    await store.getStatus({ user: marker });
    const ours = await timed(() => callboard.markAll(marker));
    const theirs = await timed(() =>
      store.markRead({ ids: unread, user: marker }),
    );
    await makeUnread(knex);
    const byHand = await timed(() => hand.markAll(marker));
    if ([ours.value, byHand.value.rowCount].some(n => n !== unread.length)) {
      throw new Error(`${ours.value} of ${unread.length} were marked`);
    }
    await makeUnread(knex);
    await peerKnex('notification').whereIn('id', unread).update({ read: null });
    await peerKnex.raw('VACUUM (ANALYZE) notification');
    found.callboard.push(ours.ms);
    found.portal.push(theirs.ms);
    found.hand.push(byHand.ms);
  }
  const slowest = all => Math.max(...all);
  compare(figure, `mark ${unread.length} as read`, found, slowest, 'slowest');
}

async function measureFanOut(figure, bench, { recipients, fewTurns }) {
  const people = await addAudience(bench, recipients);
  const sent = [];
  for (let turn = -2; turn < fewTurns; turn += 1) {
    const each = await notify(bench, people);
    if (turn >= 0) sent.push(each);
  }
  const what = `notifying ${recipients.toLocaleString('en')} people`;
  figure(
    `${what}: the request`,
    median(sent.map(({ ms }) => ms)),
    atMost(50, 'ms'),
  );
  figure(
    `${what}: fan-out`,
    median(sent.map(({ rate }) => rate)),
    atLeast(20_000, '/s'),
    `slowest ${Math.round(Math.min(...sent.map(({ rate }) => rate)))}/s`,
  );
}

/** People whom the portal has seen before. */
async function addAudience(bench, size) {
  const people = Array.from({ length: size }, (_, n) => `user:default/r${n}`);
  await insertMany(
    bench.knex,
    'people',
    people.map(user_ref => ({
      ...{ user_ref, display_name: user_ref, search_text: user_ref },
      ...{ is_in_catalog: true, updated_at: new Date() },
    })),
  );
  await bench.join(people, GUEST);
  return people;
}

/** @returns how long the request took, and how many people a second were notified then */
async function notify(bench, people) {
  const { knex } = bench;
  const clock = { now: () => Date.now() };
  const queue = new Queue({ knex, clock, logger: silent });
  let notified = 0;
  workOnFanOut(queue, {
    fanOut: bench.fanOut,
    signals: {
      raiseNotifications: refs => {
        notified += refs.length;
      },
    },
  });
  bench.jobs.length = 0;
  const request = await timed(async () => {
    const [notice_id] = await bench.tell({ to: { refs: people } });
    const job = { queue: FAN_OUT_QUEUE, payload: { notice_id, after: null } };
    await knex.transaction(tx => queue.add(tx, [job]));
  });
  const fanOut = await timed(async () => {
    queue.start();
    await until(() => notified >= people.length, { everyMs: 1 });
  });
  await queue.stop();
  return { ms: request.ms, rate: (notified / fanOut.ms) * 1_000 };
}
