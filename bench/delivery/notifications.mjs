import { loadBackend, loadFeature } from '../lib/backend.mjs';
import { map, mapValues, max, range } from '../lib/backend.mjs';
import { readParts, runSql } from '../lib/data.mjs';
import { connect, onPostgres } from '../lib/databases.mjs';
import * as timing from '../lib/timing.mjs';
import * as stores from './notificationSides.mjs';

const { alternate, median, p95, timeAlternately, timeOnce, until } = timing;
const { FanOutFixture } = loadFeature(
  'notifications/__testUtils__/FanOutFixture',
);
const { Queue } = loadBackend('queue/Queue');
const { FAN_OUT_QUEUE, registerFanOutWorker } = loadFeature(
  'notifications/addNotifications',
);
const { silentLogger } = loadBackend('__testUtils__/changeFixture');

/** The user who marks everything as read, with many notifications and access to all of them. */
const marker = 'user:default/marker';

const sqlFile = new URL('notifications.sql', import.meta.url);
const [loadSql, unreadSql, portalSql] = readParts(sqlFile);

const makeUnread = knex => runSql(knex, unreadSql, {});

/** Compares Callboard's notifications with Backstage's own store and with hand-written SQL. */
export const measure = context =>
  onPostgres(context, 'empty', async databaseContext => {
    const { knex, connectionString, analyse, sizes, figure } = databaseContext;
    const portalOptions = '-c search_path=portal,public';
    const portalKnex = connect(connectionString, portalOptions);
    const fixture = await FanOutFixture.create(knex);
    const { workspace_id } = fixture;
    const portal = await stores.createPortalSide(portalKnex);
    const values = {
      workspace: workspace_id,
      marker,
      count: sizes.notifications,
      people: sizes.notified,
      until: new Date().toISOString(),
    };
    await runSql(knex, loadSql, values);
    await makeUnread(knex);
    await runSql(portalKnex, portalSql, values);
    await analyse();
    await knex.raw('CHECKPOINT');
    const hand = await stores.createSqlSide(knex, workspace_id);
    const callboard = stores.createCallboardSide(knex, workspace_id);
    const sides = { callboard, portal, hand };
    await measureReading(figure, sides, knex, sizes);
    await measureMarking(figure, sides, knex, portalKnex, sizes);
    hand.release();
    await measureFanOut(figure, fixture, sizes);
    await portalKnex.destroy();
  });

const reads = {
  list: 'first page and count',
  unread: 'only unread, first page and count',
  count: 'unread count',
};

async function measureReading(figure, sides, knex, { calls }) {
  // Selects random rows, so users with more notifications are selected more often.
  const users = await knex('recipients')
    .whereNot({ user_ref: marker })
    .orderByRaw('md5(nth::text)')
    .limit(calls)
    .pluck('user_ref');
  for (const [name, what] of Object.entries(reads)) {
    const read = side => n => side[name](users[n % users.length]);
    const runs = mapValues(sides, read);
    const times = await timeAlternately(runs, calls, calls / 4);
    reportRatios(figure, what, times, p95);
  }
}

function reportRatios(figure, what, { callboard, portal, hand }, getSlow) {
  const group =
    'notifications: the store of the portal compared with Callboard';
  // Only a full run can reach these bounds: the portal's store slows down as it grows.
  const options = { isOfFullSize: true };
  const report = (name, getTime, least) => {
    const ratio = getTime(portal) / getTime(callboard);
    figure.atLeast([`${group}, ${name}`, what], ratio, least, '×', '', options);
  };
  report('median', median, 5);
  report('slow end', getSlow, 10);
  const byHand = 'notifications: Callboard compared with hand-written SQL';
  figure.compareTimes([byHand, what], callboard, hand, 1.5);
}

/** Restores and vacuums each side after each measurement. */
async function measureMarking(figure, sides, knex, portalKnex, { fewRounds }) {
  const isUnread = { user: marker, read: null };
  const unread = await portalKnex('notification').where(isUnread).pluck('id');
  const resetPortal = async () => {
    const marked = portalKnex('notification').whereIn('id', unread);
    await marked.update({ read: null });
    await portalKnex.raw('VACUUM (ANALYZE) notification');
  };
  const measureMarkAll = side => async () => {
    await side.count(marker);
    const { ms, value } = await timeOnce(() => side.markAll(marker, unread));
    if (value !== unread.length) throw new Error(`Marked ${value} as read`);
    await (side === sides.portal ? resetPortal() : makeUnread(knex));
    return ms;
  };
  const times = await alternate(mapValues(sides, measureMarkAll), fewRounds, 2);
  reportRatios(figure, `mark ${unread.length} as read`, times, max);
}

const GUEST_RANK = 5;
const PEOPLE_SQL = `
  INSERT INTO people (user_ref, display_name, search_text, is_in_catalog, updated_at)
  SELECT ref, ref, ref, true, now() FROM unnest(:refs::text[]) AS ref`;

async function measureFanOut(figure, fixture, { recipients, fewRounds }) {
  const refs = range(recipients).map(n => `user:default/r${n}`);
  await fixture.knex.raw(PEOPLE_SQL, { refs });
  await fixture.join(refs, GUEST_RANK);
  const sides = { sent: () => notify(fixture, refs) };
  const { sent } = await alternate(sides, fewRounds, 2);
  const what = `notifying ${recipients.toLocaleString('en')} people`;
  figure.median(`${what}: the request`, map(sent, 'ms'), 50);
  const rates = map(sent, 'rate');
  const note = `slowest ${Math.round(Math.min(...rates))}/s`;
  figure.rate(`${what}: fan-out`, median(rates), 20_000, note);
}

/** @returns the duration of the request, and the number of people notified per second */
async function notify(fixture, refs) {
  const { knex, fanOut, jobs } = fixture;
  const clock = { now: () => Date.now() };
  const queue = new Queue({ knex, clock, logger: silentLogger });
  let notified = 0;
  const raiseNotifications = notifications => {
    notified += notifications.length;
  };
  registerFanOutWorker(queue, { fanOut, signals: { raiseNotifications } });
  jobs.length = 0;
  const request = await timeOnce(async () => {
    const [notification_event_id] = await fixture.notify({ to: { refs } });
    const payload = { notification_event_id, after: null };
    const job = { queue: FAN_OUT_QUEUE, payload };
    await knex.transaction(tx => queue.add(tx, [job]));
  });
  const delivery = await timeOnce(async () => {
    queue.start();
    await until(() => notified >= refs.length, 1);
  });
  await queue.stop();
  return { ms: request.ms, rate: (notified / delivery.ms) * 1_000 };
}
