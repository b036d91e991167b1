import { loadBackend, loadFeature, range } from '../lib/backend.mjs';
import { copyPostgres } from '../lib/databases.mjs';
import { atLeast } from '../lib/figures.mjs';
import { median, p95, timed, timesInTurns, until } from '../lib/timing.mjs';
import {
  loadBoth,
  makeUnread,
  marker,
  pickUsers,
} from './notificationData.mjs';
import { callboardSide, handSide, portalSide } from './notificationSides.mjs';

const { FanOutBench } = loadFeature('notifications/__testUtils__/FanOutBench');
const { insertMany } = loadBackend('database/bulk');
const { Queue } = loadBackend('queue/Queue');
const { FAN_OUT_QUEUE, workOnFanOut } = loadFeature(
  'notifications/fanOutQueue',
);
const { silent } = loadBackend('__testUtils__/spine');

const GUEST = 5;

/** Notifications beside the store of the portal's own plugin and beside SQL by hand. */
export async function measure(context) {
  const { server, sizes, figure } = context;
  const database = await copyPostgres(server, 'empty');
  const peer = await copyPostgres(server, 'empty');
  const [{ knex }, { knex: peerKnex }] = [database, peer];
  const bench = await FanOutBench.create(knex);
  const { workspace_id } = bench;
  const portal = await portalSide(peerKnex);
  const stores = { knex, peerKnex, bench };
  await loadBoth(stores, sizes.notifications, sizes.notified);
  for (const client of [knex, peerKnex]) {
    await client.raw('VACUUM (ANALYZE)');
    await client.raw('CHECKPOINT');
  }
  const hand = await handSide(knex, workspace_id);
  const sides = { callboard: callboardSide(knex, workspace_id), portal, hand };
  await measureReading(figure, sides, knex, sizes);
  await measureMarking(figure, sides, stores, sizes);
  hand.release();
  await measureFanOut(figure, bench, sizes);
  await peer.stop();
  await database.stop();
}

const reads = {
  list: 'first page and count',
  unread: 'unread ones, first page and count',
  count: 'unread count',
};

async function measureReading(figure, sides, knex, { calls }) {
  const users = await pickUsers(knex, calls);
  for (const [name, what] of Object.entries(reads)) {
    const runs = Object.entries(sides).map(([side, read]) => [
      side,
      n => read[name](users[n % users.length]),
    ]);
    const all = Object.fromEntries(runs);
    const found = await timesInTurns(all, calls, calls / 4);
    compare(figure, what, found, p95);
  }
}

function compare(figure, what, { callboard, portal, hand }, slowEnd) {
  const group = 'notifications: the store of the portal beside Callboard';
  for (const [name, pick, least] of [
    ['median', median, 5],
    ['slow end', slowEnd, 10],
  ]) {
    const times = pick(portal) / pick(callboard);
    figure([`${group}, ${name}`, what], times, atLeast(least, '×'));
  }
  const byHand = 'notifications: Callboard beside SQL by hand';
  figure.beside([byHand, what], callboard, hand, 1.5);
}

/** Both sides are as they were, and vacuumed, after each time. */
async function measureMarking(figure, sides, { knex, peerKnex }, sizes) {
  const { callboard, portal, hand } = sides;
  const unread = await peerKnex('notification')
    .where({ user: marker })
    .whereNull('read')
    .pluck('id');
  const found = { callboard: [], portal: [], hand: [] };
  for (let turn = 0; turn < sizes.fewTurns + 2; turn += 1) {
    await callboard.count(marker);
    await portal.count(marker);
    const ours = await timed(() => callboard.markAll(marker));
    const theirs = await timed(() => portal.markRead(marker, unread));
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
  compare(figure, `mark ${unread.length} as read`, found, slowest);
}

async function measureFanOut(figure, bench, { recipients, fewTurns }) {
  const refs = range(recipients).map(n => `user:default/r${n}`);
  await insertMany(
    bench.knex,
    'people',
    refs.map(user_ref => ({
      user_ref,
      display_name: user_ref,
      search_text: user_ref,
      is_in_catalog: true,
      updated_at: new Date(),
    })),
  );
  await bench.join(refs, GUEST);
  const found = [];
  for (let turn = -2; turn < fewTurns; turn += 1) {
    const sent = await notify(bench, refs);
    if (turn >= 0) found.push(sent);
  }
  const what = `notifying ${recipients.toLocaleString('en')} people`;
  figure.median(
    `${what}: the request`,
    found.map(({ ms }) => ms),
    50,
  );
  const rates = found.map(({ rate }) => rate);
  const note = `slowest ${Math.round(Math.min(...rates))}/s`;
  figure(`${what}: fan-out`, median(rates), atLeast(20_000, '/s'), note);
}

/** @returns how long the request took, and how many people a second were notified then */
async function notify(bench, refs) {
  const { knex, fanOut, jobs } = bench;
  const clock = { now: () => Date.now() };
  const queue = new Queue({ knex, clock, logger: silent });
  let notified = 0;
  const raiseNotifications = some => {
    notified += some.length;
  };
  workOnFanOut(queue, { fanOut, signals: { raiseNotifications } });
  jobs.length = 0;
  const request = await timed(async () => {
    const [notice_id] = await bench.tell({ to: { refs } });
    const job = { queue: FAN_OUT_QUEUE, payload: { notice_id, after: null } };
    await knex.transaction(tx => queue.add(tx, [job]));
  });
  const fanning = await timed(async () => {
    queue.start();
    await until(() => notified >= refs.length, { everyMs: 1 });
  });
  await queue.stop();
  return { ms: request.ms, rate: (notified / fanning.ms) * 1_000 };
}
