import { startWorker } from '../lib/worker.mjs';
import { openPortal, signInAll } from '../lib/portal.mjs';
import { atLeast, equals } from '../lib/figures.mjs';
import { BATCH } from '../lib/events.mjs';
import { median } from '../lib/timing.mjs';
import { installCompared } from './compared/install.mjs';

const POSTERS = 100;
const BATCH_POSTERS = 20;
const INSERTING_CONNECTIONS = [1, 2, 4, 8];

/** Posting over HTTP, beside other ways to store events. */
export async function measurePosting(context) {
  const { progress } = context;
  const posters = await startWorker(
    new URL('../lib/posters.mjs', import.meta.url),
  );
  try {
    progress('posting');
    const events = await measureShares(context, posters);
    progress('posting, compared with another plugin');
    await measureCompared(context, posters, events);
    progress('more than can be stored');
    await measureFloods(context, posters);
  } finally {
    await posters.stop();
  }
}

/**
 * Single events beside an endpoint that reads nothing, and batches beside plain INSERTs,
 * in turns.
 *
 * @returns how many single events a second are stored
 */
async function measureShares({ server, sizes, figure }, posters) {
  const portal = await openPortal(server);
  const inserts = await startWorker(new URL('inserts.mjs', import.meta.url));
  const authorizations = await signInAll(portal.first, POSTERS);
  const { id: workspace_id } = await portal
    .knex('workspaces')
    .where({ slug: 'default' })
    .first('id');
  const ms = sizes.loadSeconds * 1_000;
  const post = (path, body, people) => async () => {
    const { port } = portal.first;
    const query = { port, path, authorizations, body, people, ms };
    const { perSecond, statuses } = await posters.call(query);
    if (Object.keys(statuses).join() !== '201') {
      throw new Error(`Posting to ${path}: ${JSON.stringify(statuses)}`);
    }
    return perSecond;
  };
  const { connection } = portal.knex.client.config;
  const insert = connections => async () => {
    const query = { connections, workspace_id, ms: ms / 2 };
    const { perSecond } = await inserts.call({
      ...query,
      connection: connection.connectionString,
    });
    return perSecond;
  };
  const sides = {
    empty: post('/api/empty', 'event', POSTERS),
    event: post('/api/callboard/activity', 'event', POSTERS),
    batch: post('/api/callboard/activity', 'batch', BATCH_POSTERS),
    ...Object.fromEntries(
      INSERTING_CONNECTIONS.map(count => [`insert ${count}`, insert(count)]),
    ),
  };
  const turns = [];
  for (let turn = -1; turn < sizes.fewTurns; turn += 1) {
    const rates = {};
    for (const [name, run] of Object.entries(sides)) {
      await portal.untilQuiet();
      rates[name] = await run();
    }
    if (turn >= 0) turns.push(rates);
  }
  await inserts.stop();
  await portal.stop();

  const rate = name => median(turns.map(rates => rates[name]));
  const best = Object.keys(sides)
    .filter(name => name.startsWith('insert'))
    .reduce((one, other) => (rate(other) > rate(one) ? other : one));
  const share = (name, of) =>
    100 * median(turns.map(rates => rates[name] / rates[of]));
  figure(
    'posting single events: share of an endpoint that reads nothing',
    share('event', 'empty'),
    atLeast(50, '%'),
    `${Math.round(rate('event'))} events/s`,
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
async function measureCompared({ server, sizes, figure }, posters, events) {
  const portal = await openPortal(server, {
    plugin: installCompared(),
    pluginId: COMPARED,
  });
  const authorizations = await signInAll(portal.first, POSTERS);
  const countRows = async () => {
    const [{ count }] = await portal.knex('events').count({ count: '*' });
    return Number(count);
  };
  const before = await countRows();
  const { seconds } = await posters.call({
    ...{ port: portal.first.port, path: `/api/${COMPARED}/events` },
    ...{ authorizations, body: 'analyticsEvent', people: POSTERS },
    ms: sizes.loadSeconds * 1_000,
  });
  const stored = ((await countRows()) - before) / seconds;
  await portal.stop();
  figure(
    'single events stored: Callboard beside adoption-insights as it comes',
    events / stored,
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

/** What becomes of far more posts than can be stored. */
async function measureFloods({ server, sizes, figure }, posters) {
  for (const [what, eventsPerMinute, body, rows] of floods) {
    const portal = await openPortal(server, {
      config: { callboard: { activity: { eventsPerMinute } } },
    });
    const countRows = async () => {
      const [{ count }] = await portal
        .knex('activity')
        .where({ source: 'frontend' })
        .count({ count: '*' });
      return Number(count);
    };
    const { statuses, p99 } = await posters.call({
      ...{ port: portal.first.port, path: '/api/callboard/activity' },
      authorizations: await signInAll(portal.first, POSTERS),
      ...{ people: FLOODING, body, ms: sizes.loadSeconds * 1_000 },
    });
    const stored = await countRows();
    await portal.stop();
    const group = `${FLOODING} posters`;
    const note = `${JSON.stringify(statuses)}, p99 ${Math.round(p99)} ms`;
    const wrong = Object.keys(statuses).filter(
      status => !STATUSES.includes(status),
    );
    figure.group(`${group}: statuses`)(
      `${what}: other statuses than ${STATUSES}`,
      wrong.join(),
      equals(''),
      note,
    );
    figure.group(`${group}: acknowledged, but not stored, or the reverse`)(
      `${what}: acknowledged, but not stored, or the reverse`,
      Math.abs(stored - (statuses[201] ?? 0) * rows),
      equals(0),
    );
  }
}
