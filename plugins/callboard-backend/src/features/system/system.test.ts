import {
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { metricsServiceRef } from '@backstage/backend-plugin-api/alpha';
import { ChangeEvent } from '@callboard/plugin-callboard-common';
import { setTimeout as sleep } from 'timers/promises';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { subscribersExtensionPoint } from '../../changes/Subscriber';
import { ContractFixture } from '../../contract/__testUtils__/ContractFixture';
import { NewJob } from '../../queue/Job';
import { Queue } from '../../queue/Queue';
import { silentLogger } from '../../__testUtils__/changeFixture';
import { databaseIds } from '../../__testUtils__/databases';

describeCallboard('health and OpenAPI endpoints', {}, callboard => {
  it('returns the health status to anyone, including unauthenticated users', async () => {
    for (const who of ['nobody', 'service', 'guest'] as const) {
      const health = await callboard().as(who).get('/health').expect(200);
      expect(health.body).toEqual({
        status: 'ok',
        relay: {
          lag_ms: expect.any(Number),
          pending: expect.any(Number),
          dead_lettered: 0,
          paused: 0,
        },
        jobs: { lag_ms: expect.any(Number), dead_lettered: 0 },
        seals: { lag_ms: expect.any(Number) },
      });
    }
  });

  it('returns the OpenAPI document without authentication', async () => {
    const document = await callboard()
      .as('nobody')
      .get('/openapi.json')
      .expect(200);
    expect(document.headers['content-type']).toMatch(/^application\/json/);
    expect(document.body.paths['/workspaces/{slug}'].delete.operationId).toBe(
      'deleteWorkspace',
    );
  });

  it('compresses the OpenAPI document and returns 304 for a matching ETag', async () => {
    const read = (headers: Record<string, string>) =>
      callboard().as('nobody').get('/openapi.json').set(headers);
    const compressed = await read({ 'Accept-Encoding': 'gzip' }).expect(200);
    const plain = await read({ 'Accept-Encoding': 'identity' }).expect(200);
    const { etag } = plain.headers;
    expect(compressed.headers).toMatchObject({
      'content-encoding': 'gzip',
      vary: expect.stringContaining('Accept-Encoding'),
      etag,
    });
    expect(plain.headers).not.toHaveProperty('content-encoding');
    expect(compressed.body).toEqual(plain.body);
    const again = await read({ 'If-None-Match': etag }).expect(304);
    expect(again.text).toBe('');
    await read({ 'If-None-Match': 'W/"other"' }).expect(200);
  });

  it('serialises the OpenAPI document at most once for 30 concurrent requests', async () => {
    const stringify = jest.spyOn(JSON, 'stringify');
    const read = () => callboard().as('nobody').get('/openapi.json');
    try {
      await Promise.all(Array.from({ length: 30 }, () => read().expect(200)));
      const written = stringify.mock.calls.filter(
        ([value]) => (value as { openapi?: string })?.openapi,
      );
      expect(written.length).toBeLessThan(2);
    } finally {
      stringify.mockRestore();
    }
  });
});

describe('dispatches', () => {
  const PATH = '/admin/dispatches';
  const ABSENT = '01900000-0000-7000-8000-000000000000';

  /** The changes that a subscriber named `mail` received. */
  const mailed: ChangeEvent[] = [];

  const mail = createBackendModule({
    pluginId: 'callboard',
    moduleId: 'mail',
    register(env) {
      env.registerInit({
        deps: { subscribers: subscribersExtensionPoint },
        async init({ subscribers }) {
          subscribers.external.push({
            name: 'mail',
            handle: async changes => {
              mailed.push(...changes);
            },
          });
        },
      });
    },
  });

  describeCallboard(
    'dead-lettered dispatches',
    { modules: [mail], databases: 'tagged' },
    callboard => {
      let made = 0;

      beforeEach(() => {
        mailed.length = 0;
      });
      afterEach(async () => {
        await callboard().knex('outbox_dispatches').delete();
      });

      const boss = () => callboard().as('superAdmin');

      /** Makes a change, and creates a dead letter of it for each subscriber. */
      async function createDeadLetters(...subscribers: string[]) {
        made += 1;
        const slug = `made-${made}`;
        await boss().post('/workspaces', { slug, name: slug }).expect(201);
        const fixture = new ContractFixture(callboard());
        return Promise.all(
          subscribers.map(name => fixture.createDeadLetter(name)),
        );
      }

      /** Waits for the second delivery of a change; the first was the regular one. */
      async function waitForRedelivery(change_id: string) {
        while (mailed.filter(({ id }) => id === change_id).length < 2) {
          await new Promise(resolve => setTimeout(resolve, 20));
        }
      }

      const listSubscribers = async (query = '') => {
        const { body } = await boss().get(`${PATH}${query}`).expect(200);
        return body.items.map(
          ({ subscriber }: { subscriber: string }) => subscriber,
        );
      };

      it('lists dead letters with change and error, and counts them in the health status', async () => {
        const [{ change_id }] = await createDeadLetters('pager');
        const { body } = await boss().get(PATH).expect(200);
        expect(body).toEqual({
          items: [
            {
              subscriber: 'pager',
              change: expect.objectContaining({
                id: change_id,
                action: 'create',
                entity_type: 'workspace_member',
              }),
              attempts: 8,
              dead_lettered_at: expect.any(String),
              last_error: 'Error: never',
            },
          ],
          next_cursor: null,
          total: 1,
        });
        const health = await callboard()
          .as('nobody')
          .get('/health')
          .expect(200);
        expect(health.body.relay.dead_lettered).toBe(1);
      });

      it('filters dead letters by subscriber and returns them in pages @postgres', async () => {
        await createDeadLetters('chat', 'mail', 'pager');
        expect(await listSubscribers('?subscriber=mail')).toEqual(['mail']);
        expect(await listSubscribers('?subscriber=nobody')).toEqual([]);
        const { body } = await boss().get(`${PATH}?limit=2`).expect(200);
        expect(body).toMatchObject({ total: 3, items: [{}, {}] });
        expect(
          await listSubscribers(`?limit=2&cursor=${body.next_cursor}`),
        ).toHaveLength(1);
      });

      it('delivers a retried dispatch and leaves the other dead letters in place', async () => {
        const [{ change_id }] = await createDeadLetters('mail', 'pager');
        const { body } = await boss()
          .post(`${PATH}/${change_id}/mail/retry`)
          .expect(200);
        expect(body).toEqual({ retried: 1 });
        await waitForRedelivery(change_id);
        expect(await listSubscribers()).toEqual(['pager']);
        await boss().post(`${PATH}/${change_id}/mail/retry`).expect(404);
      });

      it('retries all dead letters of one subscriber', async () => {
        const [{ change_id }] = await createDeadLetters('mail', 'pager');
        const { body } = await boss()
          .post(`${PATH}/retry`, { subscriber: 'mail' })
          .expect(200);
        expect(body).toEqual({ retried: 1 });
        await waitForRedelivery(change_id);
        expect(await listSubscribers()).toEqual(['pager']);
      });

      it('retries all dead letters of all subscribers', async () => {
        const [{ change_id }] = await createDeadLetters('mail', 'pager');
        const { body } = await boss().post(`${PATH}/retry`).expect(200);
        expect(body).toEqual({ retried: 2 });
        await waitForRedelivery(change_id);
        expect(await listSubscribers()).toEqual([]);
      });

      it.each([
        ['GET', '?subscriber=a b', 400],
        ['GET', '?limit=201', 400],
        ['GET', '?page=1', 400],
        ['GET', '?cursor=WyI3IiwxXQ', 400],
        ['POST', '/not-an-id/mail/retry', 400],
        ['POST', `/${ABSENT}/-/retry`, 400],
        ['POST', `/${ABSENT}/mail/retry`, 404],
      ] as const)('responds to %s %s with %d', async (method, path, status) => {
        const send = method === 'GET' ? boss().get : boss().post;
        expect((await send(`${PATH}${path}`)).status).toBe(status);
      });
    },
  );
});

describe('queues', () => {
  const PATH = '/admin/queues';
  const DAY = 86_400_000;

  /** The callbacks that read gauges, and their units. */
  const gauges = new Map<
    string,
    { unit: string; read: () => Promise<number> }
  >();
  const createObservableGauge = (name: string, { unit }: { unit: string }) => ({
    addCallback: (callback: (result: any) => Promise<void>) =>
      gauges.set(name, {
        unit,
        read: () =>
          new Promise((observe, reject) => {
            Promise.resolve(callback({ observe })).catch(reject);
          }),
      }),
  });
  const metrics = createServiceFactory({
    service: metricsServiceRef,
    deps: {},
    factory: () => ({ createObservableGauge } as never),
  });
  const options = { databases: databaseIds, services: [metrics] };

  describeCallboard('job queues', options, callboard => {
    const boss = () => callboard().as('superAdmin');

    const find = async (name: string) => {
      const { body } = await boss().get(PATH).expect(200);
      return body.items.find((item: { name: string }) => item.name === name);
    };

    /** Adds jobs to queues without a worker, so that nobody runs them. */
    async function add(...jobs: Array<Partial<NewJob>>) {
      const { knex } = callboard();
      const clock = { now: () => Date.now() };
      const queue = new Queue({ knex, clock, logger: silentLogger });
      await knex.transaction(tx =>
        queue.add(
          tx,
          jobs.map(job => ({ queue: 'tests', payload: {}, ...job })),
        ),
      );
    }

    /** Selects the rows of this test's queues, without the server's own jobs. */
    const selectRows = (table: 'jobs' | 'fifo_group_wakeups') =>
      callboard()
        .knex(table)
        .whereIn('queue', ['tests', 'others'])
        .orderBy('id');

    afterEach(async () => {
      await callboard().knex('jobs').delete();
      await callboard().knex('fifo_group_wakeups').delete();
    });

    it('lists queues with waiting, running, retrying and dead-lettered job counts', async () => {
      const { knex } = callboard();
      const due_at = Date.now() - DAY;
      await add({ due_at }, { fifo_group: 'l' }, { group: 'g' }, {}, {});
      const ids = await selectRows('jobs').pluck('id');
      const failed_at = new Date();
      await knex('jobs')
        .where({ id: ids[2] })
        .update({
          due_at: new Date(Date.now() + DAY),
          attempts: 1,
          failed_at,
          last_error: 'Error: not yet',
        });
      await knex('jobs').where({ id: ids[3] }).update({ state: 'running' });
      await knex('jobs')
        .where({ id: ids[4] })
        .update({
          state: 'dead_lettered',
          failed_at: new Date(due_at),
          last_error: 'Error: never',
        });
      expect(await find('tests')).toEqual({
        name: 'tests',
        waiting: 3,
        running: 1,
        retrying: 1,
        dead_lettered: 1,
        oldest_due_at: new Date(due_at).toISOString(),
        last_error: 'Error: not yet',
      });
      const health = await callboard().as('nobody').get('/health').expect(200);
      expect(health.body.jobs.dead_lettered).toBe(1);
      expect(health.body.jobs.lag_ms).toBeGreaterThanOrEqual(DAY);
      const seconds = await gauges.get('callboard.job.lag')!.read();
      expect(Math.round(seconds / (DAY / 1_000))).toBe(1);
      expect(await gauges.get('callboard.job.dead_lettered')!.read()).toBe(1);
    });

    it('reports metrics in seconds and in units of OpenTelemetry', () => {
      const units = [...gauges].map(([name, { unit }]) => [name, unit]);
      expect(Object.fromEntries(units)).toEqual({
        'callboard.event_loop.delay': 's',
        'callboard.job.dead_lettered': '{job}',
        'callboard.job.lag': 's',
        'callboard.relay.dead_lettered': '{dispatch}',
        'callboard.relay.lag': 's',
        'callboard.relay.paused': '{subscriber}',
        'callboard.relay.pending': '{change}',
        'callboard.seal.lag': 's',
      });
    });

    it('retries dead-lettered jobs of one queue and keeps FIFO group order', async () => {
      const { knex } = callboard();
      await add({ queue: 'others' }, { key: 'k' }, { fifo_group: 'l' });
      await selectRows('jobs').update({ state: 'dead_lettered', attempts: 8 });
      await add({ key: 'k' });
      await knex('fifo_group_wakeups').delete();
      const { body } = await boss()
        .post(`${PATH}/retry`, { queue: 'tests' })
        .expect(200);
      expect(body).toEqual({ retried: 2 });
      expect(await selectRows('jobs')).toMatchObject([
        { queue: 'others', state: 'dead_lettered' },
        { state: 'ready', attempts: 0 },
        { state: 'behind', attempts: 0 },
        { state: 'ready' },
      ]);
      expect(await selectRows('fifo_group_wakeups')).toMatchObject([
        { fifo_group: 'l' },
      ]);
      const again = await boss()
        .post(`${PATH}/retry`, { queue: 'tests' })
        .expect(200);
      expect(again.body).toEqual({ retried: 0 });
    });
  });
});

describe('subscribers', () => {
  const PATH = '/admin/subscribers';

  describeCallboard(
    'change subscribers',
    { databases: databaseIds },
    callboard => {
      const boss = () => callboard().as('superAdmin');

      const find = async (name: string) => {
        const { body } = await boss().get(PATH).expect(200);
        return body.items.find((item: { name: string }) => item.name === name);
      };

      it('lists subscribers with waiting and dead-lettered counts and pause state', async () => {
        await boss().post('/workspaces', { slug: 'made', name: 'Made' });
        const { subscriber } = await new ContractFixture(
          callboard(),
        ).createDeadLetter();
        await callboard()
          .knex('outbox_subscribers')
          .where({ name: subscriber })
          .update({
            paused_at: new Date('2026-05-01T10:00:00Z'),
            next_probe_at: new Date('2026-05-01T10:01:00Z'),
            last_error: 'Error: away',
          });
        expect(await find(subscriber)).toEqual({
          name: subscriber,
          last_seen_at: expect.any(String),
          // Other changes may already wait for this subscriber.
          waiting: expect.any(Number),
          dead_lettered: 1,
          paused_at: '2026-05-01T10:00:00.000Z',
          next_probe_at: '2026-05-01T10:01:00.000Z',
          last_error: 'Error: away',
        });
        // The relay registers its own subscribers after it has started.
        while (!(await find('events'))) {
          await sleep(50);
        }
        expect(await find('events')).toMatchObject({
          paused_at: null,
          next_probe_at: null,
          last_error: null,
        });
        const health = await callboard()
          .as('nobody')
          .get('/health')
          .expect(200);
        expect(health.body.relay.paused).toBe(1);
      });

      it('deletes a missing subscriber with the changes that wait only for it', async () => {
        const fixture = new ContractFixture(callboard());
        const { subscriber } = await fixture.createMissingSubscriber();
        const { change_id } = await fixture.createDeadLetter(subscriber);
        await boss().delete(`${PATH}/${subscriber}`).expect(204);
        expect(await find(subscriber)).toBeUndefined();
        const left = await callboard()
          .knex('outbox')
          .join('outbox_dispatches', 'outbox_dispatches.seq', 'outbox.seq')
          .where({ activity_id: change_id, subscriber });
        expect(left).toEqual([]);
        expect(
          await callboard()
            .knex('outbox')
            .where({ stage: 'retrying' })
            .whereNotIn(
              'seq',
              callboard().knex('outbox_dispatches').select('seq'),
            ),
        ).toEqual([]);
        await boss().delete(`${PATH}/${subscriber}`).expect(404);
      });

      it('deletes a subscriber with 2,500 changes and keeps dispatches of others @full-postgres', async () => {
        const fixture = new ContractFixture(callboard());
        const { knex } = callboard();
        const deleted = await fixture.createMissingSubscriber();
        const preserved = await fixture.createDeadLetter('another');
        await fixture.createDeadLetter(deleted.subscriber);
        const [dispatch] = await knex('outbox_dispatches').where(deleted);
        const [entry] = await knex('outbox').where({ seq: dispatch.seq });
        const copies = Array.from({ length: 2_500 }, (_, n) => ({
          ...entry,
          resource: null,
          people: null,
          seq: Number(entry.seq) + 1_000_000 + n,
        }));
        await knex.batchInsert('outbox', copies, 50);
        await knex.batchInsert(
          'outbox_dispatches',
          copies.map(({ seq }) => ({ ...dispatch, seq })),
          50,
        );
        await boss().delete(`${PATH}/${deleted.subscriber}`).expect(204);
        expect(await knex('outbox_dispatches').where(deleted)).toEqual([]);
        expect(
          await knex('outbox')
            .whereBetween('seq', [copies[0].seq, copies[2_499].seq])
            .select('seq'),
        ).toEqual([]);
        expect(await find(preserved.subscriber)).toMatchObject({
          dead_lettered: 1,
        });
      });

      it('returns 409 when a replica still has the subscriber', async () => {
        const { body } = await boss().delete(`${PATH}/events`).expect(409);
        expect(body.error.message).toMatch(/has the subscriber events/);
        expect(await find('events')).toBeDefined();
      });
    },
  );
});
