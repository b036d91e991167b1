import { setTimeout as sleep } from 'node:timers/promises';
import { chunk, loadBackend, range } from '../lib/backend.mjs';
import { createWorkspace } from '../lib/data.mjs';
import { copyPostgres } from '../lib/databases.mjs';
import { atLeast, atMost } from '../lib/figures.mjs';
import { timed, until } from '../lib/timing.mjs';
import { startWithReceivers } from './callboard.mjs';

const { newId } = loadBackend('database/ids');

const WEBHOOKS = 10;
const HANGING = 90;
const LAG_RATE = 100;
const RELAYED_TOGETHER = 1_000;
/** Memory must not depend on how long a backlog is. */
const MOST_GROWTH_MB = 20;

/** Each webhook that hangs has a host of its own. */
const hosts = ['127.0.0.1', ...range(HANGING).map(n => `127.0.1.${n + 1}`)];

export async function measure({ server, sizes, figure }) {
  const database = await copyPostgres(server, 'empty', { vacuums: true });
  const { knex } = database;
  const callboard = await startWithReceivers(knex, hosts);
  const { receivers } = callboard;
  const [quick, ...hanging] = callboard.urls;
  const urls = range(WEBHOOKS).map(() => `${quick}/quick`);
  const live = await addWorkspace(knex, callboard, urls);
  await untilDelivered(knex, live);
  const { rate } = await drain(knex, callboard, live, sizes.deliveries);
  figure(
    'deliveries of ten webhooks, to receivers that respond in 20 ms',
    rate,
    atLeast(500, '/s'),
  );
  const backlog = await drain(knex, callboard, live, sizes.backlog);
  const count = sizes.backlog.toLocaleString('en');
  figure(`a backlog of ${count} deliveries`, backlog.rate, atLeast(500, '/s'));
  figure(
    'a backlog: more memory in its second half than in its first',
    backlog.growth,
    atMost(MOST_GROWTH_MB, 'MB'),
  );
  const hangUrls = hanging.map(url => `${url}/hang`);
  const hung = await addWorkspace(knex, callboard, hangUrls);
  await relay(knex, callboard, hung, 50);
  await sleep(2_000);
  await receivers.call('ages');
  const began = performance.now();
  const made = sizes.webhookLagSeconds * (LAG_RATE / WEBHOOKS);
  for (let n = 0; n < made; n += 1) {
    const due = began + (n * 1_000 * WEBHOOKS) / LAG_RATE;
    await sleep(Math.max(0, due - performance.now()));
    await relay(knex, callboard, live, 1);
    await relay(knex, callboard, hung, 1);
  }
  await untilDelivered(knex, live);
  figure.p95(
    'from the change to the receiver, of ten webhooks beside 90 that hang, p95',
    await receivers.call('ages'),
    2_000,
  );
  await callboard.stop();
  await database.stop();
}

async function addWorkspace(knex, { addWebhooks }, urls) {
  const id = newId(Date.now());
  await knex('workspaces').insert(createWorkspace(id, id));
  await addWebhooks(id, urls);
  // That they were added is an event, too.
  await until(async () => !(await knex('outbox').first('seq')));
  return id;
}

function changeIn(workspace_id) {
  const [id, entity_id] = [newId(Date.now()), newId(Date.now())];
  const [title, description] = ['Fix rounding', 'x'.repeat(1_000)];
  return {
    id,
    workspace_id,
    project_id: null,
    visibility: 'project',
    actor: { user_ref: 'user:default/jane', display_name: 'Jane Doe' },
    people: [],
    action: 'update',
    entity_type: 'work_item',
    entity_id,
    entity_label: `PAY-42 ${title}`,
    metadata: null,
    changes: [{ field: 'priority', old_value: 'low', new_value: 'high' }],
    resource: { id: entity_id, title, description },
    is_resource_left_out: false,
    batch_id: null,
    is_detail: false,
    created_at: new Date().toISOString(),
  };
}

/** Gives the subscriber changes as the relay does. */
async function relay(knex, { subscribers }, workspace_id, count) {
  const isWebhooks = ({ name }) => name === 'webhooks';
  const { handle } = subscribers.transactional.find(isWebhooks);
  for (const some of chunk(range(count), RELAYED_TOGETHER)) {
    const changes = some.map(() => changeIn(workspace_id));
    await knex.transaction(tx => handle(changes, tx));
  }
}

async function untilDelivered(knex, workspace_id) {
  const ids = knex('webhooks').select('id').where({ workspace_id });
  const pending = knex('webhook_deliveries')
    .where({ status: 'pending' })
    .whereIn('webhook_id', ids)
    .first('id');
  const options = { everyMs: 50, patienceMs: 600_000, what: 'deliveries' };
  await until(async () => !(await pending.clone()), options);
}

/** Delivers changes; returns how fast, and how memory grew from half to half. */
async function drain(knex, callboard, workspace_id, count) {
  await callboard.receivers.call('ages');
  global.gc();
  const used = [];
  const watch = setInterval(() => used.push(process.memoryUsage().rss), 20);
  const { ms } = await timed(async () => {
    await relay(knex, callboard, workspace_id, count / WEBHOOKS);
    await untilDelivered(knex, workspace_id);
  });
  clearInterval(watch);
  const { length } = await callboard.receivers.call('ages');
  if (length !== count) throw new Error(`${length} requests for ${count}`);
  const halves = chunk(used, Math.ceil(used.length / 2));
  const [first, second] = halves.map(half => Math.max(...half));
  return { rate: (count / ms) * 1_000, growth: (second - first) / 1e6 };
}
