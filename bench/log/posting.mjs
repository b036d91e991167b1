import { setTimeout as sleep } from 'node:timers/promises';
import { countRows } from '../lib/data.mjs';
import { BATCH } from '../lib/events.mjs';
import { atLeast, equals } from '../lib/figures.mjs';
import { openPortal, signInAll } from '../lib/portal.mjs';
import { inTurns, median } from '../lib/timing.mjs';
import { startClients, startWorker } from '../lib/worker.mjs';
import { installCompared } from './compared/install.mjs';

const POSTERS = 100;
const BATCH_POSTERS = 20;
/** The server has done most of what follows a load. */
const QUIET_MS = 500;
const INSERTING_CONNECTIONS = [1, 2, 4, 8];

export async function measure(context) {
  const clients = await startClients();
  const events = await measureShares(context, clients);
  await measureCompared(context, clients, events);
  await measureFloods(context, clients);
  await clients.stop();
}

/** @returns how many single events a second are stored */
async function measureShares({ server, sizes, figure }, clients) {
  const portal = await openPortal(server);
  const inserts = await startWorker(new URL('inserts.mjs', import.meta.url));
  const authorizations = await signInAll(portal.first, POSTERS);
  const { knex } = portal;
  const { id: workspace_id } = await knex('workspaces').first('id');
  const { connectionString } = knex.client.config.connection;
  const ms = sizes.loadSeconds * 1_000;
  const post = (path, body, people) => async () => {
    await sleep(QUIET_MS);
    const { port } = portal.first;
    const query = { port, path, authorizations, body, people, ms };
    const { perSecond, statuses } = await clients.call('post', query);
    if (Object.keys(statuses).join() === '201') return perSecond;
    throw new Error(`Posting to ${path}: ${JSON.stringify(statuses)}`);
  };
  const insert = connections => async () => {
    await sleep(QUIET_MS);
    const query = { connectionString, connections, workspace_id, ms: ms / 2 };
    return inserts.call('insert', query);
  };
  const found = await inTurns(
    {
      empty: post('/api/empty', 'event', POSTERS),
      event: post('/api/callboard/activity', 'event', POSTERS),
      batch: post('/api/callboard/activity', 'batch', BATCH_POSTERS),
      ...Object.fromEntries(
        INSERTING_CONNECTIONS.map(count => [count, insert(count)]),
      ),
    },
    sizes.fewTurns,
  );
  await inserts.stop();
  await portal.stop();

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
async function measureCompared({ server, sizes, figure }, clients, events) {
  const options = { plugin: installCompared(), pluginId: COMPARED };
  const portal = await openPortal(server, options);
  const before = await countRows(portal.knex, 'events');
  const { seconds } = await clients.call('post', {
    port: portal.first.port,
    path: `/api/${COMPARED}/events`,
    body: 'analyticsEvent',
    people: POSTERS,
    authorizations: await signInAll(portal.first, POSTERS),
    ms: sizes.loadSeconds * 1_000,
  });
  const stored = ((await countRows(portal.knex, 'events')) - before) / seconds;
  await portal.stop();
  // It may not have stored any yet.
  const times = events / Math.max(1, stored);
  figure(
    'single events stored: Callboard beside adoption-insights as it comes',
    times,
    atLeast(10, '×'),
    `${events.toFixed(0)} and ${stored.toFixed(1)} events/s`,
  );
}

const FLOODING = 1_000;
const STATUSES = ['201', '429', '503'];

const floods = [
  ['single events, 5 a minute allowed', 5, 'event', 1],
  [`batches of ${BATCH}, all allowed`, 1_000_000, 'batch', BATCH],
];

async function measureFloods({ server, sizes, figure }, clients) {
  for (const [what, eventsPerMinute, body, rows] of floods) {
    const portal = await openPortal(server, {
      config: { activity: { eventsPerMinute } },
    });
    const { statuses, slowest } = await clients.call('post', {
      port: portal.first.port,
      path: '/api/callboard/activity',
      authorizations: await signInAll(portal.first, POSTERS),
      people: FLOODING,
      body,
      ms: sizes.loadSeconds * 1_000,
    });
    const posted = { source: 'frontend' };
    const stored = await countRows(portal.knex, 'activity', posted);
    await portal.stop();
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
}
