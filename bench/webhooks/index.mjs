/**
 * Measures how fast webhooks are delivered, on PostgreSQL:
 * `node bench/webhooks/index.mjs`. With `--small` it only shows that it works,
 * and writes no report.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { loadBackend, requireOfBackend } from '../lib/backend.mjs';
import { line, percentile, rateLine, timed } from '../lib/measure.mjs';
import { insertWorkspace } from '../lib/insertWorkspace.mjs';
import { report } from '../lib/report.mjs';
import { startWorker } from '../lib/startWorker.mjs';

const { chunk, range } = requireOfBackend('lodash');
const { Changes } = loadBackend('changes/Changes');
const { Outbox } = loadBackend('changes/Outbox');
const { ActivityLog } = loadBackend('changes/log/ActivityLog');
const { newId } = loadBackend('database/ids');
const { Queue } = loadBackend('queue/Queue');
const { silent } = loadBackend('__testUtils__/spine');
const { SecretBox } = loadBackend('features/webhooks/secrets/SecretBox');
const { newSecret } = loadBackend('features/webhooks/secrets/newSecret');
const { ReceiverRules } = loadBackend(
  'features/webhooks/receivers/ReceiverRules',
);
const { Sender } = loadBackend('features/webhooks/receivers/Sender');
const { WebhookStore } = loadBackend('features/webhooks/WebhookStore');
const { toWebhook } = loadBackend('features/webhooks/WebhookRow');
const { Deactivation } = loadBackend('features/webhooks/Deactivation');
const { Cancellation } = loadBackend(
  'features/webhooks/deliveries/Cancellation',
);
const { DeliveryQueue } = loadBackend(
  'features/webhooks/deliveries/DeliveryQueue',
);
const { DeliveryRun } = loadBackend('features/webhooks/deliveries/DeliveryRun');
const { DeliveryStore } = loadBackend(
  'features/webhooks/deliveries/DeliveryStore',
);
const { Settlement } = loadBackend('features/webhooks/deliveries/Settlement');
const { Signing } = loadBackend('features/webhooks/deliveries/Signing');
const { webhookSubscriber } = loadBackend(
  'features/webhooks/deliveries/webhookSubscriber',
);

const isSmall = process.argv.includes('--small');
const SIZES = isSmall
  ? { rate: 2_000, backlog: 5_000, lagSeconds: 5 }
  : { rate: 30_000, backlog: 200_000, lagSeconds: 60 };
const WEBHOOKS = 10;
const HANGING = 90;
const LAG_RATE = 100;
const RELAYED_TOGETHER = 1_000;
/**
 * By how much more memory may be taken in the second half of a backlog than in the
 * first: it must not depend on how long the backlog is.
 */
const MOST_GROWTH_MB = 20;

const RETRY_SECONDS = [5, 30, 300, 1_800, 7_200, 21_600, 43_200, 86_400];

const clock = { now: () => Date.now() };
const secrets = new SecretBox(['a key for nothing but this']);
const webhooks = new WebhookStore();
const deliveries = new DeliveryStore();

/** Each webhook that hangs has a host of its own. */
const hostOfHanging = n => `127.0.1.${n + 1}`;

/** Everything that sends, and the subscriber that gives it work. */
function createSending(knex) {
  const jobs = new Queue({ knex, clock, logger: silent });
  const queue = new DeliveryQueue(jobs);
  const changes = new Changes({
    knex,
    clock,
    log: new ActivityLog(),
    outbox: new Outbox(),
    onCommit: () => {},
  });
  const hosts = ['127.0.0.1', ...range(HANGING).map(hostOfHanging)];
  const cancellation = new Cancellation({
    knex,
    clock,
    webhooks,
    deliveries,
    queue,
  });
  const run = new DeliveryRun({
    knex,
    clock,
    webhooks,
    cancellation,
    settlement: new Settlement({
      changes,
      webhooks,
      deactivation: new Deactivation({ webhooks, cancellation }),
      retrySeconds: RETRY_SECONDS,
    }),
    sender: new Sender(new ReceiverRules({ allow: hosts })),
    signing: new Signing(secrets),
    queue,
  });
  queue.work((webhook, signal) => run.send(webhook, signal));
  const subscriber = webhookSubscriber({ clock, webhooks, deliveries, queue });
  return { jobs, subscriber };
}

const receivers = await startWorker(new URL('receivers.mjs', import.meta.url));

/** A workspace with a webhook for each URL. */
async function workspaceWith(knex, urls) {
  const workspace_id = await insertWorkspace(knex);
  await knex.transaction(async tx => {
    for (const url of urls) {
      const input = { name: 'Hook', url, event_types: ['*'] };
      const made = toWebhook(workspace_id, input, clock.now());
      const secret = secrets.seal(newSecret(), made.id);
      await webhooks.insert(tx, { ...made, secret });
    }
  });
  return workspace_id;
}

/** A change of a work item of its own. */
function changeIn(workspace_id) {
  const now = clock.now();
  const id = newId(now);
  return {
    id: newId(now),
    workspace_id,
    project_id: null,
    actor: { user_ref: 'user:default/jane', display_name: 'Jane Doe' },
    visibility: 'project',
    people: [],
    action: 'update',
    entity_type: 'work_item',
    entity_id: id,
    entity_label: 'PAY-42 Fix rounding',
    changes: [{ field: 'priority', old_value: 'low', new_value: 'high' }],
    metadata: null,
    resource: { id, title: 'Fix rounding', description: 'x'.repeat(1_000) },
    is_resource_left_out: false,
    batch_id: null,
    is_detail: false,
    created_at: new Date(now).toISOString(),
  };
}

/** Lets so many changes come in, as the relay hands them on. */
async function relay(knex, subscriber, workspace_id, count) {
  for (const some of chunk(range(count), RELAYED_TOGETHER)) {
    const changes = some.map(() => changeIn(workspace_id));
    await knex.transaction(tx => subscriber.handle(changes, tx));
  }
}

async function untilDelivered(knex, workspace_id) {
  for (;;) {
    const left = await knex('webhook_deliveries')
      .where({ status: 'pending' })
      .whereIn(
        'webhook_id',
        knex('webhooks').select('id').where({ workspace_id }),
      )
      .first('id');
    if (!left) return;
    await sleep(50);
  }
}

/** Sends a backlog, and says how fast, and by how much memory grew. */
async function drain(knex, quick, count) {
  const urls = range(WEBHOOKS).map(() => `${quick}/quick`);
  const { jobs, subscriber } = createSending(knex);
  const workspace_id = await workspaceWith(knex, urls);
  await relay(knex, subscriber, workspace_id, count / WEBHOOKS);
  await receivers.call({ ask: 'report' });
  global.gc?.();
  const before = process.memoryUsage().rss;
  const seen = [];
  const watch = setInterval(() => seen.push(process.memoryUsage().rss), 100);
  const { ms } = await timed(async () => {
    jobs.start();
    await untilDelivered(knex, workspace_id);
  });
  clearInterval(watch);
  await jobs.stop();
  const { received } = await receivers.call({ ask: 'report' });
  if (received !== count) {
    throw new Error(`${received} requests for ${count} deliveries`);
  }
  const halves = chunk(seen, Math.ceil(seen.length / 2));
  const [first, second] = halves.map(
    half => (Math.max(...half) - before) / 1e6,
  );
  return { rate: (count / ms) * 1_000, first, second };
}

async function* rateCase(knex, quick) {
  const { rate } = await drain(knex, quick, SIZES.rate);
  yield rateLine(
    'deliveries over ten webhooks, to receivers that answer in 20 ms',
    rate,
    500,
    `${SIZES.rate.toLocaleString('en')} deliveries`,
  );
}

async function* backlogCase(knex, quick) {
  const { rate, first, second } = await drain(knex, quick, SIZES.backlog);
  const count = SIZES.backlog.toLocaleString('en');
  const more = second - first;
  yield rateLine(`a backlog of ${count} deliveries`, rate, 500);
  yield `| more memory in its second half than in its first | ${Math.round(
    more,
  )} MB${
    more > MOST_GROWTH_MB ? ' **over**' : ''
  } | ≤ ${MOST_GROWTH_MB} MB | resident, each at its highest; in the first ${Math.round(
    first,
  )} MB more than before |`;
}

async function* lagCase(knex, quick, hanging) {
  const { jobs, subscriber } = createSending(knex);
  const dead = await workspaceWith(
    knex,
    hanging.map(url => `${url}/hang`),
  );
  const alive = await workspaceWith(
    knex,
    range(WEBHOOKS).map(() => `${quick}/quick`),
  );
  await relay(knex, subscriber, dead, 50);
  jobs.start();
  await sleep(2_000);
  await receivers.call({ ask: 'report' });
  const began = performance.now();
  let made = 0;
  while (performance.now() - began < SIZES.lagSeconds * 1_000) {
    const due = Math.floor(
      ((performance.now() - began) / 1_000) * (LAG_RATE / WEBHOOKS),
    );
    if (made < due) {
      made += 1;
      await relay(knex, subscriber, alive, 1);
      await relay(knex, subscriber, dead, 1);
    }
    await sleep(5);
  }
  await untilDelivered(knex, alive);
  const { ages } = await receivers.call({ ask: 'report' });
  await jobs.stop();
  ages.sort((a, b) => a - b);
  yield line(
    'from the change to the receiver, p95, of ten webhooks beside 90 that hang',
    percentile(ages, 0.95),
    2_000,
    `median ${percentile(ages, 0.5)} ms, longest ${percentile(
      ages,
      1,
    )} ms; ${ages.length.toLocaleString('en')} deliveries, ${LAG_RATE}/s`,
  );
}

const hosts = ['127.0.0.1', ...range(HANGING).map(hostOfHanging)];
const [quick, ...hanging] = await receivers.call({ ask: 'listen', hosts });

await report({
  title: 'Webhooks',
  intro:
    'Made by `node bench/webhooks/index.mjs`. Every commit is on disk before it is answered. The receivers are a process of their own on the same machine; each webhook that hangs has a host of its own.',
  engines: 'postgres',
  vacuums: true,
  async *casesOf({ knex }) {
    yield* rateCase(knex, quick);
    yield* lagCase(knex, quick, hanging);
    yield* backlogCase(knex, quick);
  },
  file: isSmall ? undefined : new URL('RESULTS.md', import.meta.url),
});
process.exit(0);
