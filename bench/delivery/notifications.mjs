import { loadBackend, loadFeature } from '../lib/backend.mjs';
import { map, mapValues, max, range } from '../lib/backend.mjs';
import { readParts, runSql } from '../lib/data.mjs';
import { onPostgres } from '../lib/databases.mjs';
import * as timing from '../lib/timing.mjs';
import { callboardSide, handSide, portalSide } from './notificationSides.mjs';

const { alternate, median, p95, timed, timeAlternately, until } = timing;
const { FanOutFixture } = loadFeature(
  'notifications/__testUtils__/FanOutFixture',
);
const { Queue } = loadBackend('queue/Queue');
const { FAN_OUT_QUEUE, registerFanOutWorker } = loadFeature(
  'notifications/addNotifications',
);
const { silentLogger } = loadBackend('__testUtils__/changeFixture');

/** A user with many notifications, and with access to all of them. */
const marker = 'user:default/marker';

const [, recipientsSql, callboardSql, unreadSql, portalSql] = readParts(
  new URL('notifications.sql', import.meta.url),
);

const makeUnread = knex => runSql(knex, unreadSql, {});

async function loadBoth(knex, peerKnex, workspace, sizes) {
  const values = {
    workspace,
    marker,
    count: sizes.notifications,
    people: sizes.notified,
    until: new Date().toISOString(),
  };
  await runSql(knex, recipientsSql, values);
  await runSql(peerKnex, recipientsSql, values);
  await runSql(knex, callboardSql, values);
  await makeUnread(knex);
  await runSql(peerKnex, portalSql, values);
}

/** Compares notifications with the store of the portal's own plugin and with hand-written SQL. */
export const measure = context =>
  onPostgres(context, 'empty', async databaseContext => {
    const { knex, openCopy, sizes, figure } = databaseContext;
    const peer = await openCopy();
    const bench = await FanOutFixture.create(knex);
    const { workspace_id } = bench;
    const portal = await portalSide(peer.knex);
    await loadBoth(knex, peer.knex, workspace_id, sizes);
    for (const each of [databaseContext, peer]) {
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
  // Each notification is as likely as any other to be of one of these users.
  const users = await knex('recipients')
    .whereNot({ user_ref: marker })
    .orderByRaw('md5(nth::text)')
    .limit(calls)
    .pluck('user_ref');
  for (const [name, what] of Object.entries(reads)) {
    const read = side => n => side[name](users[n % users.length]);
    const runs = mapValues(sides, read);
    const found = await timeAlternately(runs, calls, calls / 4);
    compare(figure, what, found, p95);
  }
}

function compare(figure, what, { callboard, portal, hand }, slowEnd) {
  const group =
    'notifications: the store of the portal compared with Callboard';
  // The times of the portal's store grow with its size.
  const options = { isOfFullSize: true };
  const report = (name, pick, least) => {
    const times = pick(portal) / pick(callboard);
    figure.atLeast([`${group}, ${name}`, what], times, least, '×', '', options);
  };
  report('median', median, 5);
  report('slow end', slowEnd, 10);
  const byHand = 'notifications: Callboard compared with hand-written SQL';
  figure.compareTimes([byHand, what], callboard, hand, 1.5);
}

/** Restores and vacuums each side after each measurement. */
async function measureMarking(figure, sides, knex, peerKnex, { fewRounds }) {
  const isUnread = { user: marker, read: null };
  const unread = await peerKnex('notification').where(isUnread).pluck('id');
  const resetPeer = async () => {
    await peerKnex('notification').whereIn('id', unread).update({ read: null });
    await peerKnex.raw('VACUUM (ANALYZE) notification');
  };
  const measureMarkAll = side => async () => {
    await side.count(marker);
    const { ms, value } = await timed(() => side.markAll(marker, unread));
    if (value !== unread.length) throw new Error(`Marked ${value} as read`);
    await (side === sides.portal ? resetPeer() : makeUnread(knex));
    return ms;
  };
  const found = await alternate(mapValues(sides, measureMarkAll), fewRounds, 2);
  compare(figure, `mark ${unread.length} as read`, found, max);
}

const PEOPLE_SQL = `
  INSERT INTO people (user_ref, display_name, search_text, is_in_catalog, updated_at)
  SELECT ref, ref, ref, true, now() FROM unnest(:refs::text[]) AS ref`;

async function measureFanOut(figure, bench, { recipients, fewRounds }) {
  const refs = range(recipients).map(n => `user:default/r${n}`);
  await bench.knex.raw(PEOPLE_SQL, { refs });
  // The rank of guests.
  await bench.join(refs, 5);
  const sides = { sent: () => notify(bench, refs) };
  const { sent } = await alternate(sides, fewRounds, 2);
  const what = `notifying ${recipients.toLocaleString('en')} people`;
  figure.median(`${what}: the request`, map(sent, 'ms'), 50);
  const rates = map(sent, 'rate');
  const note = `slowest ${Math.round(Math.min(...rates))}/s`;
  figure.rate(`${what}: fan-out`, median(rates), 20_000, note);
}

/** @returns the duration of the request, and the number of people notified per second */
async function notify(bench, refs) {
  const { knex, fanOut, jobs } = bench;
  const clock = { now: () => Date.now() };
  const queue = new Queue({ knex, clock, logger: silentLogger });
  let notified = 0;
  const raiseNotifications = some => {
    notified += some.length;
  };
  registerFanOutWorker(queue, { fanOut, signals: { raiseNotifications } });
  jobs.length = 0;
  const request = await timed(async () => {
    const [notification_event_id] = await bench.notify({ to: { refs } });
    const payload = { notification_event_id, after: null };
    const job = { queue: FAN_OUT_QUEUE, payload };
    await knex.transaction(tx => queue.add(tx, [job]));
  });
  const fanning = await timed(async () => {
    queue.start();
    await until(() => notified >= refs.length, { everyMs: 1 });
  });
  await queue.stop();
  return { ms: request.ms, rate: (notified / fanning.ms) * 1_000 };
}
