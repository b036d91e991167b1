import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { setTimeout as sleep } from 'timers/promises';
import { MigratedDatabases } from '../../../__testUtils__/MigratedDatabases';
import { plansOf } from '../../../__testUtils__/plans';
import { silent } from '../../../__testUtils__/spine';
import { countRows } from '../../../database/countRows';
import { isPostgres } from '../../../database/dialect';
import { lowestId, newId } from '../../../database/ids';
import { Queue } from '../../../queue/Queue';
import { WebhookStore } from '../WebhookStore';
import { Cancellation } from './Cancellation';
import { DeliveryQueue } from './DeliveryQueue';
import { NewDelivery } from './deliveryData';
import { DeliveryStore } from './DeliveryStore';
import { DueDeliveries } from './DueDeliveries';
import { pruneDeliveries } from './pruneDeliveries';
import { RangeReplays } from './RangeReplays';
import { ReplayStore } from './ReplayStore';
import { webhookSubscriber } from './webhookSubscriber';

const NOW = Date.parse('2026-05-31T10:00:00Z');
const DAY_MS = 24 * 60 * 60 * 1_000;

const databases = MigratedDatabases.create();

describe.each(databases.eachSupportedId())('deliveries in %p', databaseId => {
  const store = new DeliveryStore();
  let knex: Knex;
  let webhook_id: string;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    const at = new Date(NOW);
    const stamped = { version: 1, created_at: at, updated_at: at };
    const workspace_id = newId(NOW);
    await knex('workspaces').insert({
      id: workspace_id,
      slug: 'lab',
      name: 'Lab',
      timezone: 'UTC',
      week_start: 1,
      settings: '{}',
      ...stamped,
    });
    webhook_id = newId(NOW);
    await knex('webhooks').insert({
      id: webhook_id,
      workspace_id,
      name: 'Hook',
      url: 'https://example.com/',
      event_types: '["*"]',
      is_active: true,
      secret: 'sealed',
      ...stamped,
    });
  });

  const newDelivery = (at: number, event_id: string): NewDelivery => ({
    id: newId(at),
    webhook_id,
    event_id,
    type: 'label.create',
    entity_id: newId(at),
    entity_label: null,
    status: 'pending',
    last_error: null,
    created_at: new Date(at),
  });

  /** Adds a delivery of a change at a moment. */
  async function add(at: number, event_id = newId(at)): Promise<Set<string>> {
    const delivery = newDelivery(at, event_id);
    const events = [{ id: event_id, body: '{}' }];
    return knex.transaction(tx => store.insert(tx, events, [delivery], at));
  }

  /** Adds so many deliveries, each of a change of its own. */
  async function addMany(length: number): Promise<void> {
    const rows = Array.from({ length }, () => newDelivery(NOW, newId(NOW)));
    await knex.transaction(tx =>
      store.insert(
        tx,
        rows.map(({ event_id }) => ({ id: event_id, body: '{}' })),
        rows,
        NOW,
      ),
    );
  }

  const changeIn = (workspace: string) =>
    ({
      id: newId(NOW),
      workspace_id: workspace,
      actor: { user_ref: 'user:default/jane', display_name: 'Jane' },
      action: 'create',
      entity_type: 'label',
      entity_id: newId(NOW),
      changes: [],
      resource: null,
      created_at: new Date(NOW).toISOString(),
    } as unknown as ChangeEvent);

  const subscriber = () =>
    webhookSubscriber({
      clock: { now: () => NOW },
      webhooks: new WebhookStore(),
      deliveries: store,
      queue: { wake: async () => {} } as unknown as DeliveryQueue,
    });

  async function count(table: string): Promise<number> {
    return (await knex(table)).length;
  }

  it('are made once for each change', async () => {
    const event = newId(NOW);
    expect(await add(NOW, event)).toEqual(new Set([webhook_id]));
    expect(await add(NOW, event)).toEqual(new Set());
    expect(await count('webhook_deliveries')).toBe(1);
    expect(await count('webhook_events')).toBe(1);
  });

  it('are of changes in the workspace of the webhook alone', async () => {
    const { workspace_id } = await knex('webhooks').first();
    const own = changeIn(workspace_id);
    await knex.transaction(tx =>
      subscriber().handle([changeIn(newId(NOW)), own], tx),
    );
    expect(await knex('webhook_deliveries').pluck('event_id')).toEqual([
      own.id,
    ]);
  });

  /** How the database looks for what is due. */
  const planOfDue = async () => {
    const plans = await plansOf(knex, async () => {
      const due = await new DueDeliveries().listDue(knex, webhook_id, {
        now: NOW,
        limit: 50,
        except: new Set(),
      });
      expect(due.length).toBeGreaterThan(0);
    });
    expect(plans).toHaveLength(1);
    return plans[0].plan;
  };

  it('are looked for behind earlier ones of the same thing alone', async () => {
    const behind =
      /webhook_deliveries_ahead_idx[^]*(entity_id = due.entity_id\) AND \(seq < due.seq|entity_id=\? AND seq<\?)/;
    await addMany(300);
    // The database does not know yet how many there are.
    expect(await planOfDue()).toMatch(behind);
    // And here it knows that most are of the same thing, and delivered.
    await addMany(2_000);
    const [entity_id] = await knex('webhook_deliveries').pluck('entity_id');
    await knex('webhook_deliveries').update({ entity_id });
    await knex('webhook_deliveries')
      .whereIn('seq', knex('webhook_deliveries').select('seq').limit(1_000))
      .update({ status: 'delivered' });
    await knex.raw('ANALYZE');
    expect(await planOfDue()).toMatch(behind);
  });

  it('are forgotten with their tries when they are old', async () => {
    await add(NOW - 31 * DAY_MS);
    await add(NOW - 29 * DAY_MS);
    await knex('webhook_deliveries').update({ status: 'delivered' });
    const ids = await knex('webhook_deliveries').orderBy('id').pluck('id');
    for (const delivery_id of ids) {
      await knex('webhook_tries').insert({
        delivery_id,
        number: 1,
        started_at: new Date(NOW),
        duration_ms: 1,
        url: 'https://example.com/',
        request_headers: '{}',
      });
    }
    await pruneDeliveries(knex, NOW - 30 * DAY_MS);
    expect(await knex('webhook_deliveries').pluck('id')).toEqual([ids[1]]);
    expect(await knex('webhook_tries').pluck('delivery_id')).toEqual([ids[1]]);
    expect(await count('webhook_events')).toBe(1);
  });

  it('are kept however old while they are to be sent', async () => {
    await add(NOW - 31 * DAY_MS);
    await pruneDeliveries(knex, NOW - 30 * DAY_MS);
    expect(await count('webhook_deliveries')).toBe(1);
    expect(await count('webhook_events')).toBe(1);
  });

  it('are replayed from a moment until before another', async () => {
    for (const at of [NOW - 2, NOW - 1, NOW, NOW + 1]) {
      await add(at);
    }
    await knex('webhook_deliveries').update({ status: 'delivered' });
    const range = { from: lowestId(NOW - 1), until: lowestId(NOW + 1) };
    expect(
      await knex.transaction(tx =>
        new ReplayStore().replaySome(tx, webhook_id, range, NOW + 5),
      ),
    ).toEqual({ queued: 2 });
    const statuses = await knex('webhook_deliveries')
      .orderBy('id')
      .pluck('status');
    expect(statuses).toEqual(['delivered', 'pending', 'pending', 'delivered']);
  });

  it('come to a webhook that somebody holds', async () => {
    if (!isPostgres(knex)) {
      // It has one writer at a time.
      return;
    }
    const { workspace_id } = await knex('webhooks').first();
    await knex.transaction(async tx => {
      await new WebhookStore().lock(tx, workspace_id, webhook_id);
      await add(NOW);
    });
    expect(await count('webhook_deliveries')).toBe(1);
  });

  it('wait for who is just activating the webhook', async () => {
    const { workspace_id } = await knex('webhooks').first();
    await knex('webhooks').update({
      is_active: false,
      disabled_reason: 'failing',
    });
    const webhooks = new WebhookStore();
    let handled: Promise<void>;
    await knex.transaction(async tx => {
      const row = await webhooks.lock(tx, workspace_id, webhook_id);
      await webhooks.update(tx, {
        ...row,
        is_active: true,
        disabled_reason: null,
      });
      handled = knex.transaction(other =>
        subscriber().handle([changeIn(workspace_id)], other),
      );
      // It has read what there is by then.
      await sleep(200);
    });
    await handled!;
    expect(await knex('webhook_deliveries').pluck('status')).toEqual([
      'pending',
    ]);
  });

  it('are cancelled in steps, unless the webhook is active', async () => {
    await addMany(1_500);
    const queue = { wake: jest.fn() } as unknown as DeliveryQueue;
    const cancellation = new Cancellation({
      knex,
      clock: { now: () => NOW },
      webhooks: new WebhookStore(),
      deliveries: store,
      queue,
    });
    const pending = () =>
      countRows(knex('webhook_deliveries').where({ status: 'pending' }));
    await cancellation.finish(webhook_id);
    expect(await pending()).toBe(1_500);

    const webhook = await knex('webhooks').first();
    await knex.transaction(tx =>
      cancellation.begin(tx, webhook, 'deactivated'),
    );
    expect(await pending()).toBe(500);
    expect(queue.wake).toHaveBeenCalledTimes(1);
    await knex('webhooks').update({ is_active: false });
    await cancellation.finish(webhook_id);
    expect(await pending()).toBe(0);
  });

  it('are replayed in steps, however many', async () => {
    await addMany(2_300);
    await knex('webhook_deliveries').update({ status: 'failed' });
    const jobs = new Queue({ knex, clock: { now: () => NOW }, logger: silent });
    const ranges = new RangeReplays({
      clock: { now: () => NOW },
      webhooks: new WebhookStore(),
      queue: new DeliveryQueue(jobs),
      jobs,
    });
    ranges.work();
    const webhook = await knex('webhooks').first();
    const range = { from: lowestId(0), until: lowestId(NOW + DAY_MS) };
    const failed = () =>
      countRows(knex('webhook_deliveries').where({ status: 'failed' }));
    const queued = await knex.transaction(tx =>
      ranges.begin(tx, webhook, { ...range, status: 'failed' }),
    );
    expect(queued).toBe(2_300);
    expect(await failed()).toBe(1_300);
    jobs.start();
    while ((await failed()) > 0) {
      await sleep(20);
    }
    await jobs.stop();
  });
});
