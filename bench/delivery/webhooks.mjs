import { setTimeout as sleep } from 'node:timers/promises';
import { chunk, find, loadFeature, max, range } from '../lib/backend.mjs';
import { createWorkspace, createId } from '../lib/data.mjs';
import { onPostgres } from '../lib/databases.mjs';
import { runAtRate, timeOnce, until } from '../lib/timing.mjs';
import { startWithReceivers, untilDelivered } from './callboard.mjs';

const { createChangeEvent } = loadFeature(
  'notifications/__testUtils__/createChangeEvent',
);
const WEBHOOKS = 10;
/** The changes per second. Each is delivered to all ten webhooks. */
const CHANGE_RATE = 10;
/** The first host responds quickly. Each receiver that hangs has a host of its own. */
const hosts = ['127.0.0.1', ...range(90).map(n => `127.0.1.${n + 1}`)];

export const measure = context =>
  onPostgres(context, 'empty', measureWebhooks, { vacuums: true });

async function measureWebhooks({ knex, sizes, figure }) {
  const callboard = await startWithReceivers(knex, hosts);
  const { receivers } = callboard;
  const [quick, ...hanging] = callboard.urls;
  const urls = range(WEBHOOKS).map(() => `${quick}/quick`);
  const quickWorkspace = await addWorkspace(knex, callboard, urls);
  await untilDelivered(knex, quickWorkspace);
  const { rate } = await deliver(
    knex,
    callboard,
    quickWorkspace,
    sizes.deliveries,
  );
  const what = 'deliveries of ten webhooks, to receivers that respond in 20 ms';
  figure.rate(what, rate, 500);
  const backlog = await deliver(knex, callboard, quickWorkspace, sizes.backlog);
  const count = sizes.backlog.toLocaleString('en');
  figure.rate(`a backlog of ${count} deliveries`, backlog.rate, 500);
  const growth = 'a backlog: more memory in its second half than in its first';
  figure.atMost(growth, backlog.growth, 20, 'MB', 'without garbage');
  const hangUrls = hanging.map(url => `${url}/hang`);
  const hangingWorkspace = await addWorkspace(knex, callboard, hangUrls);
  await relay(knex, callboard, hangingWorkspace, 50);
  await sleep(2_000);
  await receivers.call('takeAges');
  const changes = sizes.steadySeconds * CHANGE_RATE;
  const isOver = n => n === changes;
  await runAtRate(CHANGE_RATE, isOver, async () => {
    await relay(knex, callboard, quickWorkspace, 1);
    await relay(knex, callboard, hangingWorkspace, 1);
  });
  await untilDelivered(knex, quickWorkspace);
  const lag =
    'from the change to the receiver, of ten webhooks next to 90 that hang, p95';
  figure.p95(lag, await receivers.call('takeAges'), 2_000);
  await callboard.stop();
}

async function addWorkspace(knex, { addWebhooks }, urls) {
  const id = createId(Date.now());
  await knex('workspaces').insert(createWorkspace(id, id));
  await addWebhooks(id, urls);
  // Adding webhooks also creates changes: waits until they are relayed.
  await until(async () => !(await knex('outbox').first('seq')));
  return id;
}

/** Passes changes to the subscriber `webhooks`, as the relay does. */
async function relay(knex, { subscribers }, workspace_id, count) {
  const { handle } = find(subscribers.transactional, { name: 'webhooks' });
  for (const batch of chunk(range(count), 1_000)) {
    const changes = batch.map(() =>
      createChangeEvent('work_item.update', {
        id: createId(Date.now()),
        workspace_id,
        project_id: null,
        fields: { priority: ['low', 'high'] },
        resource: { title: 'Fix rounding', description: 'x'.repeat(1_000) },
        created_at: new Date().toISOString(),
      }),
    );
    await knex.transaction(tx => handle(changes, tx));
  }
}

/**
 * Makes `count` deliveries, ten for each change. Returns the deliveries per second, and by how many
 * MB more memory the second half uses than the first.
 */
async function deliver(knex, callboard, workspace_id, count) {
  await callboard.receivers.call('takeAges');
  const usedBytes = [];
  const recordMemory = () => {
    // Uncollected garbage would distort the memory of a backlog.
    global.gc();
    const { heapUsed, external } = process.memoryUsage();
    usedBytes.push(heapUsed + external);
  };
  recordMemory();
  const timer = setInterval(recordMemory, 1_000);
  const { ms } = await timeOnce(async () => {
    await relay(knex, callboard, workspace_id, count / WEBHOOKS);
    await untilDelivered(knex, workspace_id);
  });
  clearInterval(timer);
  recordMemory();
  const { length } = await callboard.receivers.call('takeAges');
  if (length !== count) throw new Error(`${length} requests for ${count}`);
  const half = Math.ceil(usedBytes.length / 2);
  const [first, second] = chunk(usedBytes, half).map(max);
  return { rate: (count / ms) * 1_000, growth: (second - first) / 1e6 };
}
