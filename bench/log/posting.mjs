import { exec } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { difference, maxBy } from '../lib/backend.mjs';
import { countRows } from '../lib/data.mjs';
import { BATCH } from '../lib/events.mjs';
import { openPortal, signInAll } from '../lib/portal.mjs';
import { alternate, median } from '../lib/timing.mjs';
import { startClients } from '../lib/worker.mjs';

const EVENTS = '/api/callboard/activity';
const POSTERS = 100;
/** The time after which a server has done most of the work that follows a load. */
const QUIET_MS = 500;

export async function measure(context) {
  const clients = await startClients();
  const rate = await onPortal(context, clients, {}, async (knex, post) => {
    const stored = await measureShares(context, clients, knex, post);
    const what = `batches of ${BATCH}, all allowed`;
    await measureFlood(context, knex, post, [what, 'batch', BATCH]);
    return stored;
  });
  await measureComparedPlugin(context, clients, rate);
  const config = { activity: { eventsPerMinute: BATCH } };
  const flood = [
    `batches of ${BATCH}, one batch per minute allowed`,
    'batch',
    BATCH,
  ];
  await onPortal(context, clients, { config }, (knex, post) =>
    measureFlood(context, knex, post, flood),
  );
  await clients.stop();
}

/** Runs a measurement on a new portal; `run` gets a function that pauses, then posts for a time. */
async function onPortal({ server, sizes }, clients, options, run) {
  const { first, knex, stop } = await openPortal(server, options);
  const authorizations = await signInAll(first, POSTERS);
  const result = await run(knex, async (path, body, people) => {
    await sleep(QUIET_MS);
    const ms = sizes.loadSeconds * 1_000;
    const query = { port: first.port, path, authorizations, body, people, ms };
    return clients.call('post', query);
  });
  await stop();
  return result;
}

/** @returns the number of single events stored per second */
async function measureShares({ sizes, figure }, clients, knex, post) {
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
    batch: postAll(EVENTS, 'batch', 20),
    2: insert(2),
    8: insert(8),
  };
  const rates = await alternate(sides, sizes.fewRounds);
  const rate = side => median(rates[side]);
  const bestInsert = maxBy([2, 8], rate);
  const share = (side, base) =>
    100 * median(rates[side].map((value, turn) => value / rates[base][turn]));
  const singleLabel =
    'posting single events: share of an endpoint that reads nothing';
  const [event, empty] = ['event', 'empty'].map(side => Math.round(rate(side)));
  const requests = `${event} of ${empty} requests/s`;
  figure.atLeast(singleLabel, share('event', 'empty'), 50, '%', requests);
  const batchLabel = 'posting batches: share of the best plain INSERT';
  const stored = `${Math.round(rate('batch') * BATCH)} events/s`;
  figure.atLeast(batchLabel, share('batch', bestInsert), 40, '%', stored);
  return rate('event');
}

const COMPARED_PLUGIN_ID = 'adoption-insights';
const COMPARED_PACKAGE =
  '@red-hat-developer-hub/backstage-plugin-adoption-insights-backend';

/** Installs the plugin that Callboard is compared with; @returns the path of its module */
export async function installComparedPlugin() {
  const cwd = fileURLToPath(new URL('compared/', import.meta.url));
  if (!existsSync(`${cwd}node_modules/${COMPARED_PACKAGE}`)) {
    await promisify(exec)('npm install', { cwd });
  }
  return createRequire(cwd).resolve(COMPARED_PACKAGE);
}

/** The compared plugin responds before it stores events, so this counts the rows that it stored. */
async function measureComparedPlugin(context, clients, rate) {
  const options = {
    plugin: await installComparedPlugin(),
    pluginId: COMPARED_PLUGIN_ID,
  };
  const path = `/api/${COMPARED_PLUGIN_ID}/events`;
  const countStored = async (knex, post) => {
    const before = await countRows(knex, 'events');
    const { seconds } = await post(path, 'analyticsEvent', POSTERS);
    return ((await countRows(knex, 'events')) - before) / seconds;
  };
  const stored = await onPortal(context, clients, options, countStored);
  // The compared plugin may not have stored any event yet.
  const ratio = rate / Math.max(1, stored);
  const what =
    'single events stored: Callboard compared with adoption-insights with its defaults';
  const note = `${rate.toFixed(0)} and ${stored.toFixed(1)} events/s`;
  context.figure.atLeast(what, ratio, 10, '×', note);
}

const FLOOD_POSTERS = 1_000;
const EXPECTED_STATUSES = ['201', '429', '503'];

async function measureFlood({ figure }, knex, post, [what, body, rowsPerPost]) {
  const count = () => countRows(knex, 'activity', { source: 'frontend' });
  const before = await count();
  const { statuses, p99Ms } = await post(EVENTS, body, FLOOD_POSTERS);
  const stored = (await count()) - before;
  const otherStatuses = difference(Object.keys(statuses), EXPECTED_STATUSES);
  const statusLabel = `${FLOOD_POSTERS} posters: other statuses than ${EXPECTED_STATUSES}`;
  const note = `${JSON.stringify(statuses)}, p99 ${Math.round(p99Ms)} ms`;
  figure.equals([statusLabel, what], otherStatuses.join(), '', note);
  const lostLabel = `${FLOOD_POSTERS} posters: events acknowledged, but not stored`;
  const lostCount = Math.abs(stored - (statuses[201] ?? 0) * rowsPerPost);
  figure.equals([lostLabel, what], lostCount, 0, 'or the reverse');
}
