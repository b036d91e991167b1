import {
  ChangeEvent,
  webhookPayload,
} from '@callboard/plugin-callboard-common';
import { Webhook as StandardWebhook } from 'standardwebhooks';
import { setTimeout as sleep } from 'timers/promises';
import { Knex } from 'knex';
import { countYields } from '../../../__testUtils__/countYields';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import {
  toFieldChanges,
  listActivityEntries,
} from '../../../__testUtils__/listActivityEntries';
import { until } from '../../../__testUtils__/until';
import { untilRelayed } from '../../../__testUtils__/untilRelayed';
import {
  WebhookFixture,
  getReceivedNames,
} from '../__testUtils__/WebhookFixture';
import { Receiver } from '../__testUtils__/Receiver';
import { MigratedDatabases } from '../../../__testUtils__/MigratedDatabases';
import { recordPlans } from '../../../__testUtils__/plans';
import { silentLogger } from '../../../__testUtils__/changeFixture';
import { insertMany } from '../../../database/bulk';
import { countRows } from '../../../database/statements';
import { isPostgres } from '../../../database/isPostgres';
import { getLowestId, createId } from '../../../database/ids';
import { Queue } from '../../../queue/Queue';
import { webhookStore } from '../WebhookStore';
import { Cancellation } from './Cancellation';
import { DeliveryQueue } from './DeliveryQueue';
import {
  DueDelivery,
  DeliveryAttempt,
  computeRetryProgress,
} from './DeliveryAttempt';
import {
  insertDeliveries,
  NewDelivery,
  pruneDeliveries,
} from './DeliveryStore';
import { listDueDeliveries } from './dueDeliveries';
import { RangeReplays, replayBatch } from './RangeReplays';
import { createWebhookSubscriber } from './createWebhookSubscriber';
import { DeliveryBatch } from './DeliveryBatch';
import { DeliveryOutcome } from '../receivers/Sender';

describeCallboard(
  'webhook deliveries',
  {
    config: {
      webhooks: { allow: ['127.0.0.1'], retrySeconds: [0.05, 0.05, 0.05] },
    },
    databases: 'tagged',
  },
  callboard => {
    const receivers: Receiver[] = [];
    let receiver: Receiver;
    let webhookFixture: WebhookFixture;

    async function newReceiver(): Promise<Receiver> {
      receivers.push(await Receiver.start());
      return receivers[receivers.length - 1];
    }

    const boss = () => callboard().as('superAdmin');

    beforeEach(async () => {
      receiver = await newReceiver();
      webhookFixture = await WebhookFixture.create(callboard());
    });

    afterEach(async () => {
      await untilRelayed(callboard().knex);
      await Promise.all(receivers.splice(0).map(each => each.stop()));
    });

    it('sends a signed payload with the resource as the API returns it @full', async () => {
      const { path, secret } = await webhookFixture.createWebhook(receiver);
      const id = await webhookFixture.createDepartment();
      const [delivery] = await webhookFixture.awaitDeliveries(path);
      const [{ headers, text, body }] = receiver.received;
      expect(new StandardWebhook(secret).verify(text, headers)).toEqual(body);
      expect(headers['webhook-id']).toBe(delivery.id);

      const shown = await boss().get(
        `${webhookFixture.workspacePath}/departments/${id}`,
      );
      const [entry] = await listActivityEntries(callboard(), id);
      expect(webhookPayload.parse(body)).toEqual({
        type: 'department.create',
        timestamp: entry.created_at,
        data: shown.body,
        workspace_id: expect.any(String),
        activity: {
          id: entry.id,
          actor: {
            user_ref: 'user:default/sue.super',
            display_name: 'Sue Super',
          },
          action: 'create',
          changes: entry.changes,
        },
      });
      expect(delivery).toMatchObject({
        type: 'department.create',
        activity_id: entry.id,
        entity_label: 'Sales',
        status: 'delivered',
        try_count: 1,
        last_status_code: 204,
        next_attempt_at: null,
      });
      expect(await webhookFixture.getWebhook(path)).toMatchObject({
        consecutive_failures: 0,
        last_delivery_at: expect.any(String),
        last_success_at: expect.any(String),
        version: 1,
      });
    });

    it('records the request, the response and each attempt @full', async () => {
      receiver.respondWith((res, { headers }) => {
        const isFirst = receiver.received.length === 1;
        res
          .writeHead(isFirst ? 500 : 200, { 'x-seen': headers['webhook-id'] })
          .end(isFirst ? 'no' : 'yes');
      });
      const { path } = await webhookFixture.createWebhook(receiver);
      await webhookFixture.createDepartment();
      const [{ id }] = await webhookFixture.awaitDeliveries(path);
      const { request_body, attempt_log } = await webhookFixture.getDelivery(
        path,
        id,
      );
      const [first, second] = receiver.received;
      expect(request_body).toBe(first.text);
      expect(second.text).toBe(first.text);
      expect(second.headers['webhook-id']).toBe(id);
      expect(attempt_log).toMatchObject([
        { number: 2, status_code: 200, response_body: 'yes', error: null },
        {
          number: 1,
          status_code: 500,
          response_body: 'no',
          url: receiver.url,
          request_headers: {
            'webhook-id': id,
            'webhook-signature': first.headers['webhook-signature'],
          },
          response_headers: { 'x-seen': id },
        },
      ]);
    });

    it('sends only subscribed event types of the workspace of the webhook @full', async () => {
      const other = await WebhookFixture.create(callboard());
      const { path } = await webhookFixture.createWebhook(receiver, [
        'department.update',
      ]);
      await other.createDepartment('Elsewhere');
      const id = await webhookFixture.createDepartment('Before');
      await webhookFixture.renameDepartment(id, 'After');
      const found = await webhookFixture.awaitDeliveries(path);
      expect(found.map(({ type }) => type)).toEqual(['department.update']);
      expect(getReceivedNames(receiver)).toEqual(['After']);
    });

    it('sends one delivery per resource of a bulk operation and one for the operation', async () => {
      const { path } = await webhookFixture.createWebhook(receiver, [
        'department.*',
        'workspace.bulk_import',
      ]);
      const csv = 'name\nOne\nTwo\n';
      await boss()
        .post(`${webhookFixture.workspacePath}/departments/bulk-import`)
        .attach('file', Buffer.from(csv), 'teams.csv')
        .expect(200);
      const types = (await webhookFixture.awaitDeliveries(path)).map(
        ({ type }) => type,
      );
      expect(types.sort()).toEqual([
        'department.create',
        'department.create',
        'workspace.bulk_import',
      ]);
    });

    it('sends in order per resource until a delivery has failed twice @full @postgres', async () => {
      const id = await webhookFixture.createDepartment('0');
      const other = await webhookFixture.createDepartment('x');
      let reportOther: () => void;
      const otherReceived = new Promise<void>(resolve => {
        reportOther = resolve;
      });
      receiver.respondWith(async (res, { body }) => {
        const { name } = body.data;
        if (name === 'y') reportOther();
        // Waiting deliveries of one entity must not delay other entities.
        if (name === '1') await otherReceived;
        res.writeHead(name === '1' ? 500 : 204).end();
      });
      const { path } = await webhookFixture.createWebhook(receiver, [
        'department.update',
      ]);
      for (const name of ['1', '2', '3']) {
        await webhookFixture.renameDepartment(id, name);
      }
      await webhookFixture.renameDepartment(other, 'y');
      await webhookFixture.awaitDeliveries(path);
      const names = getReceivedNames(receiver).filter(name => name !== 'y');
      // The first two attempts of 1 delay 2 and 3; its other two attempts do not.
      expect(names.slice(0, 2)).toEqual(['1', '1']);
      expect(names.indexOf('2')).toBeLessThan(names.lastIndexOf('1'));
      expect(names.filter(name => name !== '1')).toEqual(['2', '3']);
      expect(names.filter(name => name === '1')).toHaveLength(4);
    });

    it('deactivates a webhook without successes and replays failed deliveries later @full @postgres', async () => {
      receiver.respondWith(500);
      const { path, id } = await webhookFixture.createWebhook(receiver);
      const start = new Date(Date.now() - 1_000).toISOString();
      const department = await webhookFixture.createDepartment('1');
      const [failedDelivery] = await webhookFixture.awaitDeliveries(path);
      expect(failedDelivery).toMatchObject({ status: 'failed', attempts: 4 });
      expect(await webhookFixture.getWebhook(path)).toMatchObject({
        is_active: false,
        disabled_reason: 'failing',
        consecutive_failures: 4,
      });
      const entries = await listActivityEntries(callboard(), id);
      const entry = entries[entries.length - 1];
      expect(entry).toMatchObject({
        action: 'deactivate',
        user_id: 'system:callboard/callboard',
      });
      expect(toFieldChanges(entry)).toEqual({
        is_active: [true, false],
        disabled_reason: [null, 'failing'],
      });

      await webhookFixture.renameDepartment(department, '2');
      const [missed] = await webhookFixture.awaitDeliveries(path);
      expect(missed).toMatchObject({
        status: 'failed',
        try_count: 0,
        last_error: 'The webhook was deactivated',
      });

      receiver.respondWith(204);
      receiver.received.splice(0);
      const active = await boss().patch(path, { is_active: true }).expect(200);
      expect(active.body).toMatchObject({
        disabled_reason: null,
        consecutive_failures: 0,
      });
      const end = new Date(Date.now() + 1_000).toISOString();
      const range = { start, end, status: 'failed' };
      const replayed = await boss().post(`${path}/replay`, range).expect(200);
      expect(replayed.body).toEqual({ queued: 2 });
      const again = await webhookFixture.awaitDeliveries(path);
      expect(again.map(({ status }) => status)).toEqual([
        'delivered',
        'delivered',
      ]);
      expect(getReceivedNames(receiver)).toEqual(['1', '2']);
      const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
      expect(ids).toEqual([failedDelivery.id, missed.id]);
    });

    it('keeps a webhook active while other deliveries succeed @full', async () => {
      // The third attempt of one waits until another delivery has succeeded.
      receiver.respondWith(async (res, { body }) => {
        const isBad = body.data.name === 'bad';
        if (isBad && receiver.received.length > 2) {
          await until(() => getReceivedNames(receiver).includes('good'));
        }
        res.writeHead(isBad ? 500 : 204).end();
      });
      const { path } = await webhookFixture.createWebhook(receiver);
      await webhookFixture.createDepartment('bad');
      await until(() => receiver.received.length > 2);
      await webhookFixture.createDepartment('good');
      const statuses = (await webhookFixture.awaitDeliveries(path)).map(
        ({ status }) => status,
      );
      expect(statuses).toEqual(['delivered', 'failed']);
      expect((await webhookFixture.getWebhook(path)).is_active).toBe(true);
    });

    it('deactivates the webhook at once when the receiver returns 410', async () => {
      receiver.respondWith(410);
      const { path } = await webhookFixture.createWebhook(receiver);
      await webhookFixture.createDepartment();
      await webhookFixture.awaitDeliveries(path);
      expect(receiver.received).toHaveLength(1);
      expect(await webhookFixture.getWebhook(path)).toMatchObject({
        is_active: false,
        disabled_reason: 'endpoint_removed',
      });
    });

    /** Delays the response to one request until released. */
    function delayResponse(nth: number, status: number) {
      let release = () => {};
      const isDelayed = () => receiver.received.length >= nth;
      receiver.respondWith(res => {
        const answer = () => res.writeHead(status).end();
        if (receiver.received.length === nth) {
          release = answer;
        } else {
          answer();
        }
      });
      return { isDelayed, release: () => release() };
    }

    it('sends a delivery again when it is replayed during its last attempt @full', async () => {
      const last = delayResponse(4, 500);
      const { path } = await webhookFixture.createWebhook(receiver);
      await webhookFixture.createDepartment();
      const [{ id }] = await webhookFixture.listDeliveries(path);
      await until(last.isDelayed);
      await boss().post(`${path}/deliveries/${id}/replay`).expect(200);
      receiver.respondWith(204);
      last.release();
      const [delivery] = await webhookFixture.awaitDeliveries(path);
      expect(delivery).toMatchObject({
        status: 'delivered',
        attempts: 1,
        try_count: 5,
      });
      expect((await webhookFixture.getWebhook(path)).is_active).toBe(true);
    });

    it('retries at the new URL when the former URL returns 410 @full', async () => {
      const removed = delayResponse(1, 410);
      const { path } = await webhookFixture.createWebhook(receiver);
      await webhookFixture.createDepartment();
      await until(removed.isDelayed);
      const other = await newReceiver();
      await boss().patch(path, { url: other.url }).expect(200);
      removed.release();
      const [delivery] = await webhookFixture.awaitDeliveries(path);
      expect(delivery.status).toBe('delivered');
      expect(other.received).toHaveLength(1);
      expect((await webhookFixture.getWebhook(path)).is_active).toBe(true);
    });

    it('sends pending deliveries to the new URL with the new secret', async () => {
      const pendingResponses: Array<() => void> = [];
      receiver.respondWith(res => {
        pendingResponses.push(() => res.writeHead(204).end());
      });
      const { path } = await webhookFixture.createWebhook(receiver);
      for (let made = 0; made < 12; made += 1) {
        await webhookFixture.createDepartment(`D${made}`);
      }
      await until(() => pendingResponses.length === 8);
      const other = await newReceiver();
      await boss().patch(path, { url: other.url }).expect(200);
      const { body } = await boss()
        .post(`${path}/rotate-secret`, { overlap_hours: 0 })
        .expect(200);
      // Waits until the cached webhook is too old to be used.
      await sleep(150);
      pendingResponses.forEach(answer => answer());
      await webhookFixture.awaitDeliveries(path);
      expect(receiver.received).toHaveLength(8);
      expect(other.received).toHaveLength(4);
      for (const { text, headers } of other.received) {
        new StandardWebhook(body.secret).verify(text, headers);
      }
    });

    it('sends long bodies completely', async () => {
      const { path } = await webhookFixture.createWebhook(receiver);
      const { body } = await boss()
        .post(`${webhookFixture.workspacePath}/departments`, {
          name: 'Long',
          description: 'ü'.repeat(4_000),
        })
        .expect(201);
      await webhookFixture.awaitDeliveries(path);
      expect(receiver.received[0].body.data.description).toBe(body.description);
    });

    it('fails pending deliveries when the webhook is deactivated @full', async () => {
      receiver.respondWith((res, { body }) => {
        res.writeHead(503, { 'retry-after': '3600' }).end();
        expect(body.type).toBe('department.create');
      });
      const { path } = await webhookFixture.createWebhook(receiver);
      await webhookFixture.createDepartment();
      while ((await webhookFixture.listDeliveries(path))[0]?.attempts !== 1) {
        // Waits for the first attempt.
      }
      const [{ next_attempt_at }] = await webhookFixture.listDeliveries(path);
      expect(Date.parse(next_attempt_at!)).toBeGreaterThan(
        Date.now() + 3_500_000,
      );
      await boss().patch(path, { is_active: false }).expect(200);
      const [off] = await webhookFixture.listDeliveries(path);
      expect(off).toMatchObject({ status: 'failed', next_attempt_at: null });
      expect(
        (await webhookFixture.getWebhook(path)).disabled_reason,
      ).toBeNull();
      await webhookFixture.createDepartment('Unheard');
      expect(await webhookFixture.listDeliveries(path)).toHaveLength(1);
    });

    it('signs with both secrets until the rotation overlap ends', async () => {
      const { path, secret } = await webhookFixture.createWebhook(receiver);
      const rotated = await boss().post(`${path}/rotate-secret`, {});
      await webhookFixture.createDepartment();
      await webhookFixture.awaitDeliveries(path);
      const [{ headers, text }] = receiver.received;
      for (const each of [secret, rotated.body.secret]) {
        new StandardWebhook(each).verify(text, headers);
      }
      const last = await boss()
        .post(`${path}/rotate-secret`, { overlap_hours: 0 })
        .expect(200);
      await webhookFixture.createDepartment('Other');
      await webhookFixture.awaitDeliveries(path);
      const signed = receiver.received[1];
      new StandardWebhook(last.body.secret).verify(signed.text, signed.headers);
      expect(() =>
        new StandardWebhook(rotated.body.secret).verify(
          signed.text,
          signed.headers,
        ),
      ).toThrow();
    });

    it('sends test deliveries and replays them under the same id', async () => {
      const { path, id } = await webhookFixture.createWebhook(receiver);
      const sent = await boss().post(`${path}/test`).expect(201);
      expect(sent.body).toMatchObject({
        type: 'webhook.test',
        status: 'pending',
      });
      await webhookFixture.awaitDeliveries(path);
      await boss()
        .post(`${path}/deliveries/${sent.body.id}/replay`)
        .expect(200);
      const found = await webhookFixture.awaitDeliveries(path);
      expect(found).toMatchObject([{ status: 'delivered', try_count: 2 }]);
      const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
      expect(ids).toEqual([sent.body.id, sent.body.id]);
      const entries = await listActivityEntries(callboard(), id);
      expect(entries.map(({ action }) => action)).toEqual([
        'create',
        'test',
        'replay',
      ]);
      expect(receiver.received[0].body.activity.id).toBe(entries[1].id);
    });

    it('sends only the origin of the URL in a test event, which other webhooks also receive', async () => {
      const { path } = await webhookFixture.createWebhook(receiver);
      const other = await newReceiver();
      const { path: otherPath } = await webhookFixture.createWebhook(other, [
        'webhook.test',
      ]);
      await boss().post(`${path}/test`).expect(201);
      await webhookFixture.awaitDeliveries(path);
      await webhookFixture.awaitDeliveries(otherPath);
      const { origin, pathname } = new URL(receiver.url);
      expect(pathname).not.toBe('/');
      for (const { received } of [receiver, other]) {
        expect(received).toHaveLength(1);
        expect(received[0].body.data.url).toBe(`${origin}/…`);
      }
    });

    it('limits a webhook to eight concurrent requests without delaying other webhooks @full', async () => {
      const pendingResponses: Array<() => void> = [];
      receiver.respondWith(async res => {
        await new Promise<void>(resolve => pendingResponses.push(resolve));
        res.writeHead(204).end();
      });
      const quick = await newReceiver();
      const slow = await webhookFixture.createWebhook(receiver);
      const other = await webhookFixture.createWebhook(quick);
      for (let made = 0; made < 12; made += 1) {
        await webhookFixture.createDepartment(`D${made}`);
      }
      await webhookFixture.awaitDeliveries(other.path);
      expect(quick.received).toHaveLength(12);
      while (pendingResponses.length < 8) {
        await webhookFixture.listDeliveries(slow.path);
      }
      expect(pendingResponses).toHaveLength(8);
      const release = setInterval(
        () => pendingResponses.splice(0).forEach(end => end()),
        5,
      );
      await webhookFixture.awaitDeliveries(slow.path);
      clearInterval(release);
      expect(receiver.received).toHaveLength(12);
    });

    it('counts deliveries by hour and status', async () => {
      const { path } = await webhookFixture.createWebhook(receiver);
      await webhookFixture.createDepartment();
      await webhookFixture.awaitDeliveries(path);
      const { body } = await boss().get(`${path}/health`).expect(200);
      expect(body.hours).toHaveLength(24);
      const sum = (name: string) =>
        body.hours.reduce((all: number, hour: any) => all + hour[name], 0);
      expect([sum('delivered'), sum('failed'), sum('pending')]).toEqual([
        1, 0, 0,
      ]);
      expect(body).toMatchObject({ pending: 0, failed: 0 });
    });

    it('filters deliveries by status and type, and paginates', async () => {
      const { path } = await webhookFixture.createWebhook(receiver);
      const id = await webhookFixture.createDepartment();
      await webhookFixture.renameDepartment(id, 'Other');
      await webhookFixture.awaitDeliveries(path);
      const list = async (query: string) =>
        (await boss().get(`${path}/deliveries?${query}`).expect(200)).body;
      const getTypes = ({ items }: { items: Array<{ type: string }> }) =>
        items.map(({ type }) => type);
      const first = await list('limit=1');
      expect(getTypes(first)).toEqual(['department.update']);
      const second = await list(`limit=1&cursor=${first.next_cursor}`);
      expect(getTypes(second)).toEqual(['department.create']);
      expect(second.next_cursor).toBeNull();
      expect(getTypes(await list('type=department.create'))).toHaveLength(1);
      expect(getTypes(await list('status=failed'))).toEqual([]);
      expect(getTypes(await list('status=delivered'))).toHaveLength(2);
    });
  },
);

describe('Delivery store', () => {
  const NOW = Date.parse('2026-05-31T10:00:00Z');
  const DAY_MS = 24 * 60 * 60 * 1_000;

  const databases = MigratedDatabases.create();

  describe.each(databases.eachSupportedId())('deliveries in %p', databaseId => {
    let knex: Knex;
    let webhook_id: string;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      const at = new Date(NOW);
      const stamped = { version: 1, created_at: at, updated_at: at };
      const workspace_id = createId(NOW);
      await knex('workspaces').insert({
        id: workspace_id,
        slug: 'lab',
        name: 'Lab',
        timezone: 'UTC',
        week_start: 1,
        settings: '{}',
        ...stamped,
      });
      webhook_id = createId(NOW);
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
      id: createId(at),
      webhook_id,
      event_id,
      type: 'label.create',
      entity_id: createId(at),
      entity_label: null,
      status: 'pending',
      last_error: null,
      traceparent: null,
      created_at: new Date(at),
    });

    /** Adds a delivery of a change at a given time. */
    async function add(
      at: number,
      event_id = createId(at),
    ): Promise<Set<string>> {
      const delivery = newDelivery(at, event_id);
      const events = [{ id: event_id, body: '{}' }];
      return knex.transaction(tx =>
        insertDeliveries(tx, events, [delivery], at),
      );
    }

    /** Adds deliveries of different changes. */
    async function addMany(length: number): Promise<void> {
      const rows = Array.from({ length }, () =>
        newDelivery(NOW, createId(NOW)),
      );
      await knex.transaction(tx =>
        insertDeliveries(
          tx,
          rows.map(({ event_id }) => ({ id: event_id, body: '{}' })),
          rows,
          NOW,
        ),
      );
    }

    const createChange = (workspace: string) =>
      ({
        id: createId(NOW),
        workspace_id: workspace,
        actor: { user_ref: 'user:default/jane', display_name: 'Jane' },
        action: 'create',
        entity_type: 'label',
        entity_id: createId(NOW),
        changes: [],
        resource: null,
        created_at: new Date(NOW).toISOString(),
      } as unknown as ChangeEvent);

    const subscriber = () =>
      createWebhookSubscriber({
        clock: { now: () => NOW },
        queue: { wake: async () => {} } as unknown as DeliveryQueue,
      });

    async function count(table: string): Promise<number> {
      return (await knex(table)).length;
    }

    it('stores one delivery per change, even when it is added twice', async () => {
      const event = createId(NOW);
      expect(await add(NOW, event)).toEqual(new Set([webhook_id]));
      expect(await add(NOW, event)).toEqual(new Set());
      expect(await count('webhook_deliveries')).toBe(1);
      expect(await count('webhook_events')).toBe(1);
    });

    it('stores deliveries only for changes in the workspace of the webhook', async () => {
      const { workspace_id } = await knex('webhooks').first();
      const own = createChange(workspace_id);
      await knex.transaction(tx =>
        subscriber().handle([createChange(createId(NOW)), own], tx),
      );
      expect(await knex('webhook_deliveries').pluck('event_id')).toEqual([
        own.id,
      ]);
    });

    it('inserts the deliveries of many changes in chunks of at most 1,000', async () => {
      const row = await knex('webhooks').first();
      const copies = Array.from({ length: 399 }, (_, index) => ({
        ...row,
        id: createId(NOW),
        name: `Hook ${index}`,
      }));
      await insertMany(knex, 'webhooks', copies);
      const chunks: number[] = [];
      knex.on('query', ({ sql, bindings }) => {
        if (sql.startsWith('INSERT INTO webhook_deliveries')) {
          chunks.push(JSON.parse(bindings[0]).length);
        }
      });
      const changes = Array.from({ length: 5 }, () =>
        createChange(row.workspace_id),
      );
      await knex.transaction(tx => subscriber().handle(changes, tx));
      expect(chunks).toEqual([800, 800, 400]);
      expect(await count('webhook_deliveries')).toBe(2_000);
    });

    /** The query plan of reading due deliveries. */
    const explainDue = async () => {
      const plans = await recordPlans(knex, async () => {
        const due = await listDueDeliveries(knex, webhook_id, {
          now: NOW,
          limit: 50,
          except: new Set(),
        });
        expect(due.length).toBeGreaterThan(0);
      });
      expect(plans).toHaveLength(1);
      return plans[0].plan;
    };

    it('uses the index on earlier deliveries of the same resource to list due ones @full-postgres', async () => {
      const usesIndex =
        /webhook_deliveries_ahead_idx[^]*(entity_id = due.entity_id\) AND \(seq < due.seq|entity_id=\? AND seq<\?)/;
      await addMany(300);
      // The database has no statistics yet.
      expect(await explainDue()).toMatch(usesIndex);
      // Now the statistics show that most deliveries concern one entity and are delivered.
      await addMany(2_000);
      const [entity_id] = await knex('webhook_deliveries').pluck('entity_id');
      await knex('webhook_deliveries').update({ entity_id });
      await knex('webhook_deliveries')
        .whereIn('seq', knex('webhook_deliveries').select('seq').limit(1_000))
        .update({ status: 'delivered' });
      await knex.raw('ANALYZE');
      expect(await explainDue()).toMatch(usesIndex);
    });

    it('deletes old deliveries with their attempts and events', async () => {
      await add(NOW - 31 * DAY_MS);
      await add(NOW - 29 * DAY_MS);
      await knex('webhook_deliveries').update({ status: 'delivered' });
      const ids = await knex('webhook_deliveries').orderBy('id').pluck('id');
      for (const delivery_id of ids) {
        await knex('webhook_attempts').insert({
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
      expect(await knex('webhook_attempts').pluck('delivery_id')).toEqual([
        ids[1],
      ]);
      expect(await count('webhook_events')).toBe(1);
    });

    it('keeps old deliveries that are still pending', async () => {
      await add(NOW - 31 * DAY_MS);
      await pruneDeliveries(knex, NOW - 30 * DAY_MS);
      expect(await count('webhook_deliveries')).toBe(1);
      expect(await count('webhook_events')).toBe(1);
    });

    it('replays deliveries from the start of a range up to, but not including, its end', async () => {
      for (const at of [NOW - 2, NOW - 1, NOW, NOW + 1]) {
        await add(at);
      }
      await knex('webhook_deliveries').update({ status: 'delivered' });
      const range = { from: getLowestId(NOW - 1), until: getLowestId(NOW + 1) };
      expect(
        await knex.transaction(tx =>
          replayBatch(tx, webhook_id, range, NOW + 5),
        ),
      ).toEqual({ queued: 2 });
      const statuses = await knex('webhook_deliveries')
        .orderBy('id')
        .pluck('status');
      expect(statuses).toEqual([
        'delivered',
        'pending',
        'pending',
        'delivered',
      ]);
    });

    it('stores deliveries while another transaction locks the webhook', async () => {
      if (!isPostgres(knex)) {
        // SQLite has one writer at a time.
        return;
      }
      await knex.transaction(async tx => {
        await webhookStore.lock(tx, { id: webhook_id });
        await add(NOW);
      });
      expect(await count('webhook_deliveries')).toBe(1);
    });

    it('waits for a concurrent activation of the webhook and stores pending deliveries', async () => {
      const { workspace_id } = await knex('webhooks').first();
      await knex('webhooks').update({
        is_active: false,
        disabled_reason: 'failing',
      });
      let handled: Promise<void>;
      await knex.transaction(async tx => {
        const key = { workspace_id, id: webhook_id };
        const row = await webhookStore.requireLocked(tx, key);
        await webhookStore.update(tx, {
          ...row,
          is_active: true,
          disabled_reason: null,
        });
        handled = knex.transaction(other =>
          subscriber().handle([createChange(workspace_id)], other),
        );
        // Meanwhile, the subscriber may read the webhook as inactive.
        await sleep(200);
      });
      await handled!;
      expect(await knex('webhook_deliveries').pluck('status')).toEqual([
        'pending',
      ]);
    });

    it('cancels pending deliveries in batches unless the webhook is active', async () => {
      await addMany(2_500);
      const queue = { wake: jest.fn() } as unknown as DeliveryQueue;
      const cancellation = new Cancellation({
        knex,
        clock: { now: () => NOW },
        queue,
      });
      const pending = () =>
        countRows(knex('webhook_deliveries').where({ status: 'pending' }));
      await cancellation.finish(webhook_id);
      expect(await pending()).toBe(2_500);

      const webhook = await knex('webhooks').first();
      await knex.transaction(tx =>
        cancellation.begin(tx, webhook, 'deactivated'),
      );
      expect(await pending()).toBe(1_500);
      expect(queue.wake).toHaveBeenCalledTimes(1);
      await knex('webhooks').update({ is_active: false });
      const yields = await countYields(() => cancellation.finish(webhook_id));
      expect(await pending()).toBe(0);
      expect(yields).toBeGreaterThan(0);
    });

    it('replays any number of deliveries in batches', async () => {
      await addMany(2_300);
      await knex('webhook_deliveries').update({ status: 'failed' });
      const jobs = new Queue({
        knex,
        clock: { now: () => NOW },
        logger: silentLogger,
      });
      const ranges = new RangeReplays({
        clock: { now: () => NOW },
        queue: new DeliveryQueue(jobs),
        jobs,
      });
      ranges.registerWorker();
      const webhook = await knex('webhooks').first();
      const range = { from: getLowestId(0), until: getLowestId(NOW + DAY_MS) };
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
});

/** A batch with deliveries that end on demand. */
function createBatch(count: number) {
  const batch = new DeliveryBatch({ maxConcurrent: 2, readBatchSize: 10 });
  const pendingSends = new Map<
    string,
    (status_code: number) => Promise<void>
  >();
  const due = Array.from({ length: count }, (_, n) => ({ id: `${n}` }));
  batch.add(due as DueDelivery[], delivery => {
    return new Promise<DeliveryAttempt>(resolve => {
      pendingSends.set(delivery.id, async status_code => {
        pendingSends.delete(delivery.id);
        const outcome = { status_code, error: null };
        resolve({ delivery, outcome } as DeliveryAttempt);
        // Lets the batch handle the attempt first.
        await new Promise(setImmediate);
      });
    });
  });
  batch.begin();
  return {
    batch,
    sending: () => [...pendingSends.keys()],
    end: (id: string, status_code = 204) => pendingSends.get(id)!(status_code),
  };
}

const getDeliveryIds = (attempted: DeliveryAttempt[]) =>
  attempted.map(({ delivery }) => delivery.id);

describe('delivery batch', () => {
  // Fakes the timers, so that no wait elapses, however slow the machine is.
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('sends the next delivery when one ends, before any attempt is saved', async () => {
    const { batch, sending, end } = createBatch(4);
    expect(sending()).toEqual(['0', '1']);
    await end('1');
    await end('0');
    expect(sending()).toEqual(['2', '3']);
    expect(batch.shouldSaveAttempts).toBe(false);
    await end('2');
    await end('3');
    expect(batch.shouldSaveAttempts).toBe(true);
    expect(getDeliveryIds(batch.takeAttempts())).toEqual(['1', '0', '2', '3']);
    expect(batch.isIdle).toBe(true);
  });

  it('starts no delivery after a failure until the next begin', async () => {
    const { batch, sending, end } = createBatch(4);
    await end('0', 410);
    await end('1');
    expect(sending()).toEqual([]);
    expect(batch.shouldSaveAttempts).toBe(true);
    expect(getDeliveryIds(batch.takeAttempts())).toEqual(['0', '1']);
    batch.begin();
    expect(sending()).toEqual(['2', '3']);
  });

  it('starts no delivery after a halt, and requests to save each attempt', async () => {
    const { batch, sending, end } = createBatch(4);
    batch.halt();
    await end('0');
    expect(sending()).toEqual(['1']);
    expect(batch.shouldSaveAttempts).toBe(true);
  });

  it('requests to save many attempts together while deliveries continue', async () => {
    const { batch, sending, end } = createBatch(40);
    while (!batch.shouldSaveAttempts) {
      await end(sending()[0]);
    }
    expect(sending()).toHaveLength(2);
    expect(batch.takeAttempts().length).toBeGreaterThan(8);
    expect(batch.shouldSaveAttempts).toBe(false);
  });

  it('claims a delivery until it is released', async () => {
    const { batch, end } = createBatch(1);
    await end('0');
    const [{ delivery }] = batch.takeAttempts();
    expect([...batch.claimedIds]).toEqual(['0']);
    batch.release(delivery);
    expect([...batch.claimedIds]).toEqual([]);
  });
});

describe('retry schedule', () => {
  const NOW = Date.parse('2026-05-01T10:00:00Z');

  function outcome(overrides: Partial<DeliveryOutcome>): DeliveryOutcome {
    return {
      started_at: NOW,
      duration_ms: 10,
      status_code: 500,
      response_headers: {},
      response_body: '',
      error: null,
      ...overrides,
    };
  }

  const after = (
    overrides: Partial<DeliveryOutcome>,
    attempts = 1,
    random = 0,
  ) =>
    computeRetryProgress(outcome(overrides), attempts, [5, 30], {
      now: NOW,
      random,
    });

  const inSeconds = (seconds: number) => ({
    status: 'pending',
    next_attempt_at: NOW + seconds * 1_000,
  });

  describe('delivery after an attempt', () => {
    it.each([200, 202, 204, 299])('completes after status %s', status_code => {
      expect(after({ status_code })).toEqual({
        status: 'delivered',
        next_attempt_at: null,
      });
    });

    it.each([199, 301, 400, 404, 500, 503])(
      'retries after status %s',
      status_code => {
        expect(after({ status_code })).toEqual(inSeconds(5));
      },
    );

    it('retries after an incomplete response', () => {
      expect(after({ status_code: 200, error: 'closed' })).toEqual(
        inSeconds(5),
      );
    });

    it('increases the delay with up to 20% jitter, and fails after the last attempt', () => {
      expect(after({}, 2)).toEqual(inSeconds(30));
      expect(after({}, 2, 0.5)).toEqual(inSeconds(33));
      expect(after({}, 3)).toEqual({ status: 'failed', next_attempt_at: null });
    });

    it('fails at once after status 410', () => {
      expect(after({ status_code: 410 }).status).toBe('failed');
    });

    it.each([
      [503, '60', 60],
      [429, 'Fri, 01 May 2026 10:02:00 GMT', 120],
      // Never earlier than planned, and at most a day ahead.
      [503, '1', 5],
      [503, 'Fri, 01 May 2020 10:02:00 GMT', 5],
      [503, '999999999', 24 * 60 * 60],
      [503, 'soon', 5],
      [500, '60', 5],
    ])(
      'retries after status %s with Retry-After %s in %s s',
      (code, text, seconds) => {
        const response_headers = { 'retry-after': text };
        expect(after({ status_code: code, response_headers })).toEqual(
          inSeconds(seconds),
        );
      },
    );
  });
});
