import { setTimeout as sleep } from 'node:timers/promises';
import { loadBackend, requireOfBackend } from '../lib/backend.mjs';
import { copyPostgres } from '../lib/databases.mjs';
import { atLeast, atMost } from '../lib/figures.mjs';
import { p95, timed, until } from '../lib/timing.mjs';
import { memoryDuring } from '../lib/usage.mjs';
import { startWithReceivers } from './callboard.mjs';

const { chunk, range } = requireOfBackend('lodash');
const { newId } = loadBackend('database/ids');

const WEBHOOKS = 10;
const HANGING = 90;
/** Deliveries a second. */
const LAG_RATE = 100;
const RELAYED_TOGETHER = 1_000;
/** Memory must not depend on how long a backlog is. */
const MOST_GROWTH_MB = 20;

/** Each webhook that hangs has a host of its own. */
const hosts = ['127.0.0.1', ...range(HANGING).map(n => `127.0.1.${n + 1}`)];

/** Delivering to webhooks whose receivers are in a process of their own. */
export async function measureWebhooks({ server, sizes, figure, progress }) {
  progress('webhooks');
  const database = await copyPostgres(server, 'empty', { vacuums: true });
  const { knex } = database;
  const callboard = await startWithReceivers(knex, hosts);
  const [quick, ...hanging] = callboard.urls;
  const live = await createWorkspace(
    knex,
    callboard,
    range(WEBHOOKS).map(() => `${quick}/quick`),
  );
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
    backlog.second - backlog.first,
    atMost(MOST_GROWTH_MB, 'MB'),
    `in the first ${Math.round(backlog.first)} MB more than before`,
  );
  const hung = await createWorkspace(
    knex,
    callboard,
    hanging.map(url => `${url}/hang`),
  );
  const ages = await collectAges(
    { knex, callboard, live, hung },
    sizes.webhookLagSeconds,
  );
  figure(
    'from the change to the receiver, of ten webhooks beside 90 that hang, p95',
    p95(ages),
    atMost(2_000, 'ms'),
    `${ages.length} deliveries`,
  );
  await callboard.stop();
  await database.stop();
}

/** A workspace with a webhook for each URL. */
async function createWorkspace(knex, { addWebhooks }, urls) {
  const id = newId(Date.now());
  await knex('workspaces').insert({
    ...{ id, slug: id, name: 'Bench', timezone: 'UTC', week_start: 1 },
    ...{ settings: '{}', version: 1 },
    ...{ created_at: new Date(), updated_at: new Date() },
  });
  await addWebhooks(id, urls);
  // That they were added is an event, too.
  await until(async () => !(await knex('outbox').first('seq')));
  return id;
}

/** A change of a work item of its own. */
function changeIn(workspace_id) {
  const [id, entity_id] = [newId(Date.now()), newId(Date.now())];
  return {
    ...{ id, workspace_id, project_id: null, visibility: 'project' },
    actor: { user_ref: 'user:default/jane', display_name: 'Jane Doe' },
    ...{ people: [], action: 'update', entity_type: 'work_item', entity_id },
    entity_label: 'PAY-42 Fix rounding',
    changes: [{ field: 'priority', old_value: 'low', new_value: 'high' }],
    metadata: null,
    resource: {
      ...{ id: entity_id, title: 'Fix rounding' },
      description: 'x'.repeat(1_000),
    },
    ...{ is_resource_left_out: false, batch_id: null, is_detail: false },
    created_at: new Date().toISOString(),
  };
}

/** Gives the subscriber changes as the relay does. */
async function relay(knex, { subscribers }, workspace_id, count) {
  const { handle } = subscribers.transactional.find(
    ({ name }) => name === 'webhooks',
  );
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
  await until(async () => !(await pending.clone()), {
    ...{ everyMs: 50, patienceMs: 600_000, what: 'deliveries' },
  });
}

/** Delivers changes; returns how fast, and by how much memory grew in each half. */
async function drain(knex, callboard, workspace_id, count) {
  await callboard.receivers.call({ ask: 'report' });
  let ms;
  const { before, seen } = await memoryDuring(async () => {
    ({ ms } = await timed(async () => {
      await relay(knex, callboard, workspace_id, count / WEBHOOKS);
      await untilDelivered(knex, workspace_id);
    }));
  });
  const { received } = await callboard.receivers.call({ ask: 'report' });
  if (received !== count) {
    throw new Error(`${received} requests for ${count} deliveries`);
  }
  const [first, second] = chunk(seen, Math.ceil(seen.length / 2)).map(
    half => Math.max(...half) - before,
  );
  return { rate: (count / ms) * 1_000, first, second };
}

/** How old changes are at the receiver, beside webhooks that hang. */
async function collectAges({ knex, callboard, live, hung }, seconds) {
  await relay(knex, callboard, hung, 50);
  await sleep(2_000);
  await callboard.receivers.call({ ask: 'report' });
  const began = performance.now();
  for (let made = 0; performance.now() - began < seconds * 1_000; ) {
    const passed = (performance.now() - began) / 1_000;
    if (made < Math.floor(passed * (LAG_RATE / WEBHOOKS))) {
      made += 1;
      await relay(knex, callboard, live, 1);
      await relay(knex, callboard, hung, 1);
    }
    await sleep(5);
  }
  await untilDelivered(knex, live);
  return (await callboard.receivers.call({ ask: 'report' })).ages;
}
