import {
  context,
  propagation,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { ConflictError } from '@backstage/errors';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { randomBytes } from 'crypto';
import { subscribe, unsubscribe } from 'diagnostics_channel';
import { z } from 'zod';
import {
  createChangeFixture,
  formatRenaming,
  jane,
  renameNote,
  silentLogger,
} from './__testUtils__/changeFixture';
import { databaseIds } from './__testUtils__/databases';
import { describeCallboard } from './__testUtils__/describeCallboard';
import { MigratedDatabases } from './__testUtils__/MigratedDatabases';
import { until } from './__testUtils__/until';
import { untilRelayed } from './__testUtils__/untilRelayed';
import { catalogEntities } from './core/projects/__testUtils__/catalogEntities';
import { Receiver } from './features/webhooks/__testUtils__/Receiver';
import { ProjectFixture } from './features/work/__testUtils__/ProjectFixture';
import { Runner } from './kernel/Runner';
import { withSpan } from './kernel/tracing';
import { Queue } from './queue/Queue';

const exporter = new InMemorySpanExporter();
const provider = new BasicTracerProvider({
  spanProcessors: [new SimpleSpanProcessor(exporter)],
});

/** Adds the trace context to a request, like OpenTelemetry's instrumentation of undici. */
const injectTraceContext = (message: unknown) => {
  const { request } = message as {
    request: { addHeader(name: string, value: string): void };
  };
  propagation.inject(context.active(), request, {
    set: (carrier, name, value) => carrier.addHeader(name, value),
  });
};

beforeAll(() => {
  context.setGlobalContextManager(
    new AsyncLocalStorageContextManager().enable(),
  );
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  subscribe('undici:request:create', injectTraceContext);
});

afterAll(async () => {
  unsubscribe('undici:request:create', injectTraceContext);
  trace.disable();
  propagation.disable();
  context.disable();
  await provider.shutdown();
  // Tracers stay bound to this provider, so other test files must not get them.
  jest.resetModules();
});

/** The ended spans of a trace. */
function listSpans(traceId: string): ReadableSpan[] {
  return exporter
    .getFinishedSpans()
    .filter(span => span.spanContext().traceId === traceId);
}

/** The names of a span and its ancestors, from the first. */
function listPath(
  spans: readonly ReadableSpan[],
  span: ReadableSpan,
): string[] {
  const parent = spans.find(
    each => each.spanContext().spanId === span.parentSpanContext?.spanId,
  );
  return [...(parent ? listPath(spans, parent) : []), span.name];
}

const PATCH_ROUTE =
  'PATCH /api/callboard/workspaces/{slug}/projects/{pid}/work-items/{id}';

describeCallboard(
  'traces',
  {
    config: { webhooks: { allow: ['127.0.0.1'], retrySeconds: [0.05, 0.05] } },
    entities: catalogEntities,
    databases: databaseIds,
  },
  callboard => {
    let receiver: Receiver;
    let project: ProjectFixture;

    beforeAll(async () => {
      receiver = await Receiver.start();
      project = await ProjectFixture.open(callboard());
      await callboard()
        .as('superAdmin')
        .post('/workspaces/default/webhooks', {
          name: 'Hook',
          url: `${receiver.url}/token?key=value`,
          event_types: ['work_item.update'],
        })
        .expect(201);
    });

    afterAll(async () => {
      await receiver.stop();
    });

    /** Renames a work item within the trace of a client. Returns the id of the trace. */
    async function renameItem(): Promise<string> {
      const { id } = await project.make();
      // Otherwise both changes could be relayed together.
      await untilRelayed(callboard().knex);
      const traceId = randomBytes(16).toString('hex');
      await callboard()
        .as('superAdmin')
        .patch(`${project.path}/work-items/${id}`, { title: 'Round up' })
        .set('traceparent', `00-${traceId}-${'1'.repeat(16)}-01`)
        .expect(200);
      return traceId;
    }

    /** Waits for the spans of requests to the webhook in a trace. */
    async function awaitDeliveries(
      traceId: string,
      count = 1,
    ): Promise<ReadableSpan[]> {
      const listDeliveries = () =>
        listSpans(traceId).filter(({ name }) => name === 'POST');
      await until(() => listDeliveries().length >= count);
      return listDeliveries();
    }

    it('continues the trace of a request to the webhook that its change causes', async () => {
      const traceId = await renameItem();
      const [delivery] = await awaitDeliveries(traceId);
      const isJob = ({ name }: ReadableSpan) => name === 'process webhooks';
      await until(() => listSpans(traceId).some(isJob));

      const spans = listSpans(traceId);
      expect(listPath(spans, delivery)).toEqual([
        PATCH_ROUTE,
        'change',
        'relay outbox',
        'dispatch webhooks',
        'process webhooks',
        'POST',
      ]);
      const request = spans.find(({ name }) => name === PATCH_ROUTE)!;
      expect(request.kind).toBe(SpanKind.SERVER);
      expect(request.attributes).toMatchObject({
        'http.request.method': 'PATCH',
        'http.route': PATCH_ROUTE.slice('PATCH '.length),
        'url.path': expect.stringContaining(project.pid),
        'http.response.status_code': 200,
      });
      const change = spans.find(({ name }) => name === 'change')!;
      expect(change.attributes).toEqual({
        'callboard.change.types': ['work_item.update'],
      });
    });

    it('keeps a delivery in the trace of its change when a job of another trace sends it', async () => {
      const count = receiver.received.length;
      receiver.respondWith(async res => {
        await until(() => receiver.received.length === count + 2);
        res.writeHead(204).end();
      });
      const first = await renameItem();
      await until(() => receiver.received.length === count + 1);
      const second = await renameItem();
      const [delivery] = await awaitDeliveries(second);
      receiver.respondWith(204);
      expect(delivery.links.map(link => link.context.traceId)).toEqual([first]);
    });

    it.each(['calendar', 'Calendar'])(
      'records no tokens of the path /%s, and no queries',
      async folder => {
        const secret = randomBytes(16).toString('hex');
        await callboard()
          .as('nobody')
          .get(`/${folder}/${secret}.ics?token=${secret}`);
        const isCalendar = ({ name }: ReadableSpan) =>
          name.includes('/calendar/');
        await until(() => exporter.getFinishedSpans().some(isCalendar));
        const span = exporter.getFinishedSpans().findLast(isCalendar)!;
        expect(span.name).toBe('GET /api/callboard/calendar/{token}.ics');
        expect(JSON.stringify(span.attributes)).not.toContain(secret);
      },
    );

    it('sends no trace context to webhooks, and records no secret of their URL', async () => {
      const [delivery] = await awaitDeliveries(await renameItem());
      expect(receiver.received.at(-1)!.headers).not.toHaveProperty(
        'traceparent',
      );
      expect(delivery.attributes).toMatchObject({
        'url.full': `http://127.0.0.1:${receiver.port}/REDACTED`,
        'server.address': '127.0.0.1',
        'server.port': receiver.port,
        'http.response.status_code': 204,
      });
    });

    it('records failed deliveries, and continues the trace when they are retried', async () => {
      let failures = 2;
      receiver.respondWith(res => {
        failures -= 1;
        res.writeHead(failures >= 0 ? 503 : 204).end();
      });
      const [first, retry] = await awaitDeliveries(await renameItem(), 2);
      for (const { status, attributes } of [first, retry]) {
        expect(status.code).toBe(SpanStatusCode.ERROR);
        expect(attributes['error.type']).toBe('503');
      }
      expect(first.attributes).not.toHaveProperty('http.request.resend_count');
      expect(retry.attributes['http.request.resend_count']).toBe(1);
    });
  },
);

describe('background work', () => {
  const databases = MigratedDatabases.create();

  it('links the traces of changes that are relayed together, and passes the trace of each to subscribers', async () => {
    const fixture = await createChangeFixture(databases, 'SQLITE_3');
    const dispatched = new Map<string, string | null>();
    fixture.subscribers.transactional.push({
      name: 'tracer',
      handle: async (changes, _tx, traceparents) =>
        changes.forEach(change =>
          dispatched.set(
            formatRenaming(change),
            traceparents!.get(change.id)!.split('-')[1],
          ),
        ),
    });
    const renameInTrace = (from: string, to: string) =>
      withSpan('request', {}, async span => {
        await fixture.changes.run(jane, change => renameNote(change, from, to));
        return span.spanContext().traceId;
      });
    const first = await renameInTrace('a', 'b');
    const second = await renameInTrace('b', 'c');
    await fixture.relay.drain();

    const relayed = exporter
      .getFinishedSpans()
      .findLast(({ name }) => name === 'relay outbox')!;
    expect(relayed.parentSpanContext).toBeUndefined();
    expect(relayed.links.map(({ context: { traceId } }) => traceId)).toEqual([
      first,
      second,
    ]);
    expect([...dispatched]).toEqual([
      ['a → b', first],
      ['b → c', second],
    ]);
  });

  it.each(['external', 'transactional'] as const)(
    'records the errors of %s jobs',
    async kind => {
      const { knex } = await createChangeFixture(databases, 'SQLITE_3');
      const clock = { now: () => Date.now() };
      const queue = new Queue({ knex, clock, logger: silentLogger });
      queue.registerWorker(kind, {
        kind,
        payload: z.object({}),
        concurrency: 1,
        run: async () => {
          throw new ConflictError('not now');
        },
      });
      queue.start();
      await knex.transaction(tx =>
        queue.add(tx, [{ queue: kind, payload: {} }]),
      );
      const findSpan = () =>
        exporter
          .getFinishedSpans()
          .find(({ name }) => name === `process ${kind}`);
      await until(() => findSpan() !== undefined);
      await queue.stop();

      const { status, attributes, events } = findSpan()!;
      expect(status.code).toBe(SpanStatusCode.ERROR);
      expect(attributes['error.type']).toBe('ConflictError');
      // Messages of errors can contain personal data.
      expect(JSON.stringify([status, attributes, events])).not.toContain(
        'not now',
      );
    },
  );

  it.each([
    ['refused', new ConflictError('stale'), SpanStatusCode.UNSET],
    ['failed', new Error('full disk'), SpanStatusCode.ERROR],
  ])('marks the span of a %s change', async (_, error, code) => {
    const { changes } = await createChangeFixture(databases, 'SQLITE_3');
    const refused = changes.run(jane, async () => {
      throw error;
    });
    await expect(refused).rejects.toBe(error);
    const span = exporter
      .getFinishedSpans()
      .findLast(({ name }) => name === 'change')!;
    expect(span.status.code).toBe(code);
  });

  it('throws the original error even if it has no text', async () => {
    const error = { toString: null };
    const work = withSpan('work', {}, async () => {
      throw error;
    });
    await expect(work).rejects.toBe(error);
    const span = exporter.getFinishedSpans().at(-1)!;
    expect(span.status.code).toBe(SpanStatusCode.ERROR);
    expect(span.attributes).toEqual({ 'error.type': '_OTHER' });
  });

  it('runs outside the trace of the request that wakes it', async () => {
    const activeSpan = await new Promise(resolve => {
      const work = {
        drain: async () => {
          resolve(trace.getActiveSpan());
          return true;
        },
      };
      const runner = new Runner(work, { logger: silentLogger, failure: '' });
      withSpan('request', {}, async () => runner.start());
    });
    expect(activeSpan).toBeUndefined();
  });
});
