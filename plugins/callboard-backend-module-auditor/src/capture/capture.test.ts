import { AuditorEvent } from '@backstage/backend-defaults/auditor';
import { mockServices } from '@backstage/backend-test-utils';
import { AuditSink } from '@callboard/plugin-callboard-node';
import { until } from '../__testUtils__/until';
import { AuditCapture } from './AuditCapture';
import { AuditDrain, DrainLimits } from './AuditDrain';

const event = (overrides: Partial<AuditorEvent> = {}): AuditorEvent =>
  ({
    plugin: 'probe',
    eventId: 'act',
    severityLevel: 'medium',
    status: 'succeeded',
    actor: { actorId: 'user:default/Max' },
    ...overrides,
  } as AuditorEvent);

/** Captures all events into a sink. */
function captureInto(
  sink: AuditSink,
  {
    addResourceNames = async () => {},
    ...limits
  }: Partial<ConstructorParameters<typeof AuditDrain>[0]> &
    Partial<DrainLimits> = {},
) {
  const capture = new AuditCapture({
    plugins: 'all',
    severity: 'low',
    status: ['succeeded', 'failed'],
  });
  const logger = mockServices.logger.mock();
  const drain = new AuditDrain({
    queue: capture.queue,
    logger,
    sink,
    addResourceNames,
    limits: {
      gatherMs: 1,
      retryMs: 1,
      closeMs: 50,
      logEveryMs: 20,
      ...limits,
    },
  });
  drain.start();
  return { capture, logger, drain };
}

describe('AuditDrain with a slow or failing sink', () => {
  it('limits the queue when the sink never responds, and logs the dropped events @full', async () => {
    const { capture, logger, drain } = captureInto({
      store: () => new Promise(() => {}),
    });
    const { queue } = capture;
    for (let nth = 0; nth < 25_000; nth += 1) {
      capture.handleEvent(event({ meta: { nth } }));
    }
    expect([queue.size, queue.dropped]).toEqual([10_000, 15_000]);
    await until(() => logger.warn.mock.calls.length > 0);
    expect(logger.warn.mock.calls[0][0]).toMatch(/^15000 audit events were/);
    await drain.close();
    expect(logger.warn).toHaveBeenLastCalledWith(
      '10000 audit events were not stored in time',
    );
  });

  it('limits the bytes in the queue for events of any size when the sink is slow', () => {
    const { capture } = captureInto({ store: () => new Promise(() => {}) });
    const meta = { list: Array(200).fill('x'.repeat(900)) };
    for (let nth = 0; nth < 5_000; nth += 1) {
      capture.handleEvent(event({ meta }));
    }
    expect(capture.queue.size).toBeLessThan(2_000);
    expect(capture.queue.size + capture.queue.dropped).toBe(5_000);
  });

  it('retries a failed batch in the same order until the sink stores it', async () => {
    const batches: string[][] = [];
    const { capture, drain } = captureInto({
      async store(actions) {
        batches.push(actions.map(({ entity_id }) => String(entity_id)));
        if (batches.length < 4) {
          throw new Error('Away');
        }
        return { refused: 0 };
      },
    });
    const refs = ['component:default/a', 'component:default/b'];
    refs.forEach(entityRef =>
      capture.handleEvent(event({ meta: { entityRef } })),
    );
    await until(() => capture.queue.size === 0);
    expect(batches).toEqual([refs, refs, refs, refs]);
    await drain.close();
  });
});

describe('AuditDrain shutdown', () => {
  const getEntityRefs = (actions: Parameters<AuditSink['store']>[0]) =>
    actions.map(({ entity_id }) => String(entity_id));

  it('stores queued events on close, with a retry after a failure', async () => {
    const batches: string[][] = [];
    const { capture, logger, drain } = captureInto(
      {
        async store(actions) {
          batches.push(getEntityRefs(actions));
          if (batches.length === 1) {
            throw new Error('Away');
          }
          return { refused: 0 };
        },
      },
      { gatherMs: 60_000, closeMs: 5_000 },
    );
    const refs = ['component:default/a', 'component:default/b'];
    refs.forEach(entityRef =>
      capture.handleEvent(event({ meta: { entityRef } })),
    );
    await drain.close();
    expect(batches).toEqual([refs, refs]);
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('stores events in full batches on close without waiting for resource names', async () => {
    const batchSizes: number[] = [];
    const { capture, logger, drain } = captureInto(
      {
        async store(actions) {
          batchSizes.push(actions.length);
          return { refused: 0 };
        },
      },
      {
        gatherMs: 60_000,
        closeMs: 5_000,
        addResourceNames: (_, closing) =>
          closing.aborted ? Promise.resolve() : new Promise(() => {}),
      },
    );
    for (let nth = 0; nth < 1_200; nth += 1) {
      capture.handleEvent(event());
    }
    await drain.close();
    expect(batchSizes).toEqual([500, 500, 200]);
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('drops, counts and logs events that arrive after close', async () => {
    const { capture, logger, drain } = captureInto({
      store: async () => ({ refused: 0 }),
    });
    await drain.close();
    [1, 2, 3].forEach(() => capture.handleEvent(event()));
    expect([capture.queue.size, capture.queue.dropped]).toEqual([0, 3]);
    await until(() => logger.warn.mock.calls.length > 0);
    capture.handleEvent(event());
    await until(() => logger.warn.mock.calls.length > 1);
    expect(logger.warn.mock.calls.map(([text]) => text)).toEqual([
      expect.stringMatching(/^3 audit events were dropped: they arrived/),
      expect.stringMatching(/^1 audit events were dropped: they arrived/),
    ]);
  });
});

describe('AuditCapture', () => {
  it('ignores successful events of the callboard plugin, as source or as actor', () => {
    const { capture } = captureInto({ store: () => new Promise(() => {}) });
    capture.handleEvent(event({ plugin: 'callboard' }));
    capture.handleEvent(event({ actor: { actorId: 'plugin:callboard' } }));
    expect(capture.queue.size).toBe(0);
    capture.handleEvent(event());
    expect(capture.queue.size).toBe(1);
  });

  it('captures requests that Callboard refuses', () => {
    const { capture } = captureInto({ store: () => new Promise(() => {}) });
    capture.handleEvent(
      event({ plugin: 'callboard', status: 'failed', error: new Error('No') }),
    );
    expect(capture.queue.size).toBe(1);
  });

  it.each([
    ['user:default/Max', 'user:default/max'],
    ['plugin:catalog', 'system:plugin/catalog'],
    ['external:CI job', 'system:portal/unknown'],
    ['external:ci+1', 'system:external/ci_1'],
    ['user:max', 'system:portal/unknown'],
    [`user:default/${'x'.repeat(5_000)}`, 'system:portal/unknown'],
    [undefined, 'system:portal/unknown'],
  ])('maps the actor %p to the user %p', (actorId, user_ref) => {
    const { capture } = captureInto({ store: () => new Promise(() => {}) });
    capture.handleEvent(event({ actor: { actorId } }));
    expect(capture.queue.peek(1)[0].activity.user_ref).toBe(user_ref);
  });

  it.each([
    [
      'catalog',
      'entity-mutate',
      { entityRef: 'Component:Payments' },
      ['component', 'component:default/payments', 'Payments'],
    ],
    [
      'scaffolder',
      'task',
      { templateRef: 'template:default/node', taskId: '1' },
      ['template', 'template:default/node', 'node'],
    ],
    [
      'catalog',
      'location-mutate',
      { id: '17', actionType: 'delete' },
      ['location', '17', null],
    ],
    [
      'catalog',
      'location-mutate',
      { location: { id: '17', type: 'url', target: 'https://x.org/a.yaml' } },
      ['location', '17', 'https://x.org/a.yaml'],
    ],
    ['probe', 'act', { entityRef: 'nobody knows' }, [null, null, null]],
    ['probe', 'act', undefined, [null, null, null]],
  ])(
    'maps the event %s %s %j to the entity %j',
    (plugin, eventId, meta, expected) => {
      const { capture } = captureInto({ store: () => new Promise(() => {}) });
      capture.handleEvent(event({ plugin, eventId, meta }));
      const { entity_type, entity_id, entity_label } =
        capture.queue.peek(1)[0].activity;
      expect([entity_type, entity_id, entity_label]).toEqual(expected);
    },
  );
});
