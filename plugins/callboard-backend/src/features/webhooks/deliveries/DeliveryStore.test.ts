import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { MigratedDatabases } from '../../../__testUtils__/MigratedDatabases';
import { newId } from '../../../database/ids';
import { WebhookStore } from '../WebhookStore';
import { DeliveryQueue } from './DeliveryQueue';
import { DeliveryStore, NewDelivery } from './DeliveryStore';
import { webhookSubscriber } from './webhookSubscriber';

jest.setTimeout(60_000);

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

  /** Adds a delivery of a change at a moment. */
  async function add(at: number, event_id = newId(at)): Promise<Set<string>> {
    const delivery: NewDelivery = {
      id: newId(at),
      webhook_id,
      event_id,
      type: 'label.create',
      entity_id: newId(at),
      entity_label: null,
      status: 'pending',
      last_error: null,
      created_at: new Date(at),
    };
    const events = [{ id: event_id, body: '{}' }];
    return knex.transaction(tx => store.insert(tx, events, [delivery], at));
  }

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
    const subscriber = webhookSubscriber({
      clock: { now: () => NOW },
      webhooks: new WebhookStore(),
      deliveries: store,
      queue: { wake: async () => {} } as unknown as DeliveryQueue,
    });
    const own = changeIn(workspace_id);
    await knex.transaction(tx =>
      subscriber.handle([changeIn(newId(NOW)), own], tx),
    );
    expect(await knex('webhook_deliveries').pluck('event_id')).toEqual([
      own.id,
    ]);
  });

  it('are forgotten with their tries when they are old', async () => {
    await add(NOW - 31 * DAY_MS);
    await add(NOW - 29 * DAY_MS);
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
    await store.prune(knex, NOW - 30 * DAY_MS);
    expect(await knex('webhook_deliveries').pluck('id')).toEqual([ids[1]]);
    expect(await knex('webhook_tries').pluck('delivery_id')).toEqual([ids[1]]);
    expect(await count('webhook_events')).toBe(1);
  });

  it('are replayed from a moment until before another, however many', async () => {
    for (const at of [NOW - 2, NOW - 1, NOW, NOW + 1]) {
      await add(at);
    }
    await knex('webhook_deliveries').update({ status: 'delivered' });
    const range = { start: NOW - 1, end: NOW + 1 };
    const queued = await knex.transaction(tx =>
      store.replayRange(tx, webhook_id, range, NOW + 5),
    );
    expect(queued).toBe(2);
    const statuses = await knex('webhook_deliveries')
      .orderBy('id')
      .pluck('status');
    expect(statuses).toEqual(['delivered', 'pending', 'pending', 'delivered']);
  });
});
