import { setTimeout as sleep } from 'node:timers/promises';
import { countRows } from '../lib/data.mjs';
import { BATCH } from '../lib/events.mjs';
import { atLeast, equals } from '../lib/figures.mjs';
import { openPortal, signInAll } from '../lib/portal.mjs';
import { inTurns, median } from '../lib/timing.mjs';
import { startClients } from '../lib/worker.mjs';
import { installCompared } from './compared/install.mjs';

const EVENTS = '/api/callboard/activity';
const POSTERS = 100;
const BATCH_POSTERS = 20;
/** The server has done most of what follows a load. */
const QUIET_MS = 500;
const INSERTING_CONNECTIONS = [2, 8];

export async function measure(context) {
  const clients = await startClients();
  const portal = await openPortal(context.server);
  const post = await createPosting(context, clients, portal);
  const events = await measureShares(context, clients, portal, post);
  const what = `batches of ${BATCH}, all allowed`;
  await measureFlood(context, portal, post, [what, 'batch', BATCH]);
  await portal.stop();
  await measureCompared(context, clients, events);
  await measureLimit(context, clients);
  await clients.stop();
}

/** Returns a function by which people post for some time, after a pause. */
async function createPosting({ sizes }, clients, { first }) {
  const authorizations = await signInAll(first, POSTERS);
  const ms = sizes.loadSeconds * 1_000;
  return async (path, body, people) => {
    await sleep(QUIET_MS);
    const query = { port: first.port, path, authorizations, body, people, ms };
    return clients.call('post', query);
  };
}

/** @returns how many single events a second are stored */
async function measureShares({ sizes, figure }, clients, { knex }, post) {
  const { id: workspace_id } = await knex('workspaces').first('id');
  const { connectionString } = knex.client.config.connection;
  const postAll = (path, body, people) => async () => {
    const { perSecond, statuses } = await post(path, body, people);
    if (Object.keys(statuses).join() === '201') return perSecond;
    throw new Error(`Posting to ${path}: ${JSON.stringify(statuses)}`);
  };
  const insert = connections => async () => {
    await sleep(QUIET_MS);
    const ms = sizes.loadSeconds * 500;
    const query = { connectionString, connections, workspace_id, ms };
    return clients.call('insert', query);
  };
  const sides = {
    empty: postAll('/api/empty', 'event', POSTERS),
    event: postAll(EVENTS, 'event', POSTERS),
    batch: postAll(EVENTS, 'batch', BATCH_POSTERS),
  };
  for (const count of INSERTING_CONNECTIONS) sides[count] = insert(count);
  const found = await inTurns(sides, sizes.fewTurns);

  const rate = side => median(found[side]);
  const best = INSERTING_CONNECTIONS.reduce((one, other) =>
    rate(other) > rate(one) ? other : one,
  );
  const share = (side, of) =>
    100 * median(found[side].map((each, turn) => each / found[of][turn]));
  figure(
    'posting single events: share of an endpoint that reads nothing',
    share('event', 'empty'),
    atLeast(50, '%'),
    `${Math.round(rate('event'))} of ${Math.round(rate('empty'))} requests/s`,
  );
  figure(
    'posting batches: share of the best plain INSERT',
    share('batch', best),
    atLeast(40, '%'),
    `${Math.round(rate('batch') * BATCH)} events/s`,
  );
  return rate('event');
}

const COMPARED = 'adoption-insights';

/** The other plugin responds before it stores, so its rows are counted. */
async function measureCompared(context, clients, events) {
  const options = { plugin: installCompared(), pluginId: COMPARED };
  const portal = await openPortal(context.server, options);
  const post = await createPosting(context, clients, portal);
  const before = await countRows(portal.knex, 'events');
  const path = `/api/${COMPARED}/events`;
  const { seconds } = await post(path, 'analyticsEvent', POSTERS);
  const stored = ((await countRows(portal.knex, 'events')) - before) / seconds;
  await portal.stop();
  // It may not have stored any yet.
  const times = events / Math.max(1, stored);
  context.figure(
    'single events stored: Callboard beside adoption-insights as it comes',
    times,
    atLeast(10, '×'),
    `${events.toFixed(0)} and ${stored.toFixed(1)} events/s`,
  );
}

async function measureLimit(context, clients) {
  const config = { activity: { eventsPerMinute: 5 } };
  const portal = await openPortal(context.server, { config });
  const post = await createPosting(context, clients, portal);
  const flood = ['single events, 5 a minute allowed', 'event', 1];
  await measureFlood(context, portal, post, flood);
  await portal.stop();
}

const FLOODING = 1_000;
const STATUSES = ['201', '429', '503'];

async function measureFlood({ figure }, { knex }, post, [what, body, rows]) {
  const count = () => countRows(knex, 'activity', { source: 'frontend' });
  const before = await count();
  const { statuses, slowest } = await post(EVENTS, body, FLOODING);
  const stored = (await count()) - before;
  const wrong = Object.keys(statuses).filter(it => !STATUSES.includes(it));
  figure(
    [`${FLOODING} posters: other statuses than ${STATUSES}`, what],
    wrong.join(),
    equals(''),
    `${JSON.stringify(statuses)}, p99 ${Math.round(slowest)} ms`,
  );
  figure(
    [`${FLOODING} posters: events acknowledged, but not stored`, what],
    Math.abs(stored - (statuses[201] ?? 0) * rows),
    equals(0),
    'or the reverse',
  );
}
