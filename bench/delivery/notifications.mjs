import { loadBackend, loadFeature, range } from '../lib/backend.mjs';
import { onPostgres } from '../lib/databases.mjs';
import { atFullSize, atLeast } from '../lib/figures.mjs';
import * as timing from '../lib/timing.mjs';
import * as data from './notificationData.mjs';
import { callboardSide, handSide, portalSide } from './notificationSides.mjs';

const { inTurns, median, p95, timed, timesInTurns, until } = timing;
const { GUEST, loadBoth, makeUnread, marker, pickUsers } = data;
const { FanOutBench } = loadFeature('notifications/__testUtils__/FanOutBench');
const { Queue } = loadBackend('queue/Queue');
const { FAN_OUT_QUEUE, workOnFanOut } = loadFeature(
  'notifications/fanOutQueue',
);
const { silent } = loadBackend('__testUtils__/spine');

/** Notifications beside the store of the portal's own plugin and beside SQL by hand. */
export const measure = context =>
  onPostgres(context, 'empty', async given => {
    const { database, openCopy, sizes, figure } = given;
    const { knex } = database;
    const peer = await openCopy();
    const bench = await FanOutBench.create(knex);
    const { workspace_id } = bench;
    const portal = await portalSide(peer.knex);
    const { notifications: count, notified: people } = sizes;
    await loadBoth(knex, peer.knex, { count, people, workspace_id });
    for (const each of [database, peer]) {
      await each.analyse();
      await each.knex.raw('CHECKPOINT');
    }
    const hand = await handSide(knex, workspace_id);
    const callboard = callboardSide(knex, workspace_id);
    const sides = { callboard, portal, hand };
    await measureReading(figure, sides, knex, sizes);
    await measureMarking(figure, sides, knex, peer.knex, sizes);
    hand.release();
    await measureFanOut(figure, bench, sizes);
    await peer.stop();
  });

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
    // The times of the portal's store grow with what is stored.
    const bound = atFullSize(atLeast(least, '×'));
    figure([`${group}, ${name}`, what], times, bound);
  }
  const byHand = 'notifications: Callboard beside SQL by hand';
  figure.beside([byHand, what], callboard, hand, 1.5);
}

/** Each side is as it was, and vacuumed, after each time. */
async function measureMarking(figure, sides, knex, peerKnex, { fewTurns }) {
  const isUnread = { user: marker, read: null };
  const unread = await peerKnex('notification').where(isUnread).pluck('id');
  const reset = () => makeUnread(knex);
  const resetPeer = async () => {
    await peerKnex('notification').whereIn('id', unread).update({ read: null });
    await peerKnex.raw('VACUUM (ANALYZE) notification');
  };
  const mark = (side, undo) => async () => {
    await side.count(marker);
    const { ms, value } = await timed(() => side.markAll(marker, unread));
    if (value !== unread.length) throw new Error(`Marked ${value} as read`);
    await undo();
    return ms;
  };
  const { callboard, portal, hand } = sides;
  const found = await inTurns(
    {
      callboard: mark(callboard, reset),
      portal: mark(portal, resetPeer),
      hand: mark(hand, reset),
    },
    fewTurns,
    2,
  );
  const slowest = all => Math.max(...all);
  compare(figure, `mark ${unread.length} as read`, found, slowest);
}

const PEOPLE_SQL = `
  INSERT INTO people (user_ref, display_name, search_text, is_in_catalog, updated_at)
  SELECT ref, ref, ref, true, now() FROM unnest(:refs::text[]) AS ref`;

async function measureFanOut(figure, bench, { recipients, fewTurns }) {
  const refs = range(recipients).map(n => `user:default/r${n}`);
  await bench.knex.raw(PEOPLE_SQL, { refs });
  await bench.join(refs, GUEST);
  const found = [];
  for (let turn = -2; turn < fewTurns; turn += 1) {
    const sent = await notify(bench, refs);
    if (turn >= 0) found.push(sent);
  }
  const what = `notifying ${recipients.toLocaleString('en')} people`;
  const requests = found.map(({ ms }) => ms);
  figure.median(`${what}: the request`, requests, 50);
  const rates = found.map(({ rate }) => rate);
  const note = `slowest ${Math.round(Math.min(...rates))}/s`;
  figure.rate(`${what}: fan-out`, median(rates), 20_000, note);
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
