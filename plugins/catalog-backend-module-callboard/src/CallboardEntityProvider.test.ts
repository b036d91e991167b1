import { mockServices } from '@backstage/backend-test-utils';
import {
  CHANGES_TOPIC,
  PublishedDepartment,
} from '@callboard/plugin-callboard-common';
import { createPublishedDepartment } from './__testUtils__/createPublishedDepartment';
import { CallboardEntityProvider } from './CallboardEntityProvider';

const [A, B] = ['aa', 'bb'].map(
  end => `019a0000-0000-7000-8000-0000000000${end}`,
);

async function connected(config: { workspaces?: string[] } = {}) {
  const connection = { applyMutation: jest.fn(), refresh: jest.fn() };
  const logger = mockServices.logger.mock();
  const events = mockServices.events();
  const reader = { read: jest.fn(async () => [] as PublishedDepartment[]) };
  const foreign = { filterForeignRefs: jest.fn(async () => new Set<string>()) };
  const taskRunner = { run: jest.fn() };
  const provider = new CallboardEntityProvider({
    config: { namespace: 'default', schedule: {} as any, ...config },
    events,
    logger,
    taskRunner,
    client: {
      call: async () => ({ items: await reader.read(), next_cursor: null }),
    } as any,
    catalog: {
      getEntitiesByRefs: async ({ entityRefs }: { entityRefs: string[] }) => {
        const refs = await foreign.filterForeignRefs();
        return {
          items: entityRefs.map(ref =>
            refs.has(ref) ? { metadata: {} } : undefined,
          ),
        };
      },
    } as any,
    auth: mockServices.auth(),
  });
  await provider.connect(connection);
  const [{ fn }] = taskRunner.run.mock.calls[0];
  return {
    connection,
    logger,
    reader,
    foreign,
    provider,
    /** Runs the scheduled task. */
    scheduled: (signal = new AbortController().signal): Promise<void> =>
      fn(signal),
    /** A change in Callboard. */
    changed: (entity_type: string) =>
      events.publish({ topic: CHANGES_TOPIC, eventPayload: { entity_type } }),
    /** The last mutation, with entities by name. */
    published() {
      const { type, entities, added, removed } =
        connection.applyMutation.mock.lastCall![0];
      const getEntityNames = (items: any[]) =>
        items.map(({ entity }) => entity.metadata.name);
      return type === 'full'
        ? { type, entities: getEntityNames(entities) }
        : { type, added: getEntityNames(added), removed };
    },
  };
}

describe('CallboardEntityProvider', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('publishes a full mutation first, and deltas after changes', async () => {
    const { connection, reader, changed, published, scheduled } =
      await connected();
    reader.read.mockResolvedValue([
      createPublishedDepartment({ id: A, name: 'One' }),
      createPublishedDepartment({ id: B, name: 'Two' }),
    ]);
    await scheduled();
    expect(published()).toEqual({ type: 'full', entities: ['one', 'two'] });

    reader.read.mockResolvedValue([
      createPublishedDepartment({ id: A, name: 'One', description: 'Changed' }),
    ]);
    await changed('department');
    await jest.advanceTimersByTimeAsync(1_500);
    expect(published()).toEqual({
      type: 'delta',
      added: ['one'],
      removed: [{ entityRef: 'group:default/two' }],
    });

    await changed('staff');
    await jest.advanceTimersByTimeAsync(1_500);
    expect(reader.read).toHaveBeenCalledTimes(3);
    expect(connection.applyMutation).toHaveBeenCalledTimes(2);
  });

  it('publishes a full mutation when a change precedes the first scheduled run', async () => {
    const { changed, published } = await connected();
    await changed('department');
    await jest.advanceTimersByTimeAsync(1_500);
    expect(published()).toEqual({ type: 'full', entities: [] });
  });

  it('combines frequent changes into few reads, without waiting for the last change', async () => {
    const { changed, reader } = await connected();
    for (let count = 0; count < 120; count += 1) {
      await changed('staff');
      await jest.advanceTimersByTimeAsync(100);
    }
    await jest.advanceTimersByTimeAsync(1_500);
    expect(reader.read.mock.calls.length).toBeGreaterThanOrEqual(2);
    expect(reader.read.mock.calls.length).toBeLessThanOrEqual(4);
  });

  it('ignores changes of other resources, and changes pending at stop', async () => {
    const { changed, provider, reader } = await connected();
    await changed('project');
    await jest.advanceTimersByTimeAsync(10_000);
    await changed('department');
    provider.stop();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(reader.read).not.toHaveBeenCalled();
  });

  it('publishes only the configured workspaces', async () => {
    const { published, reader, scheduled } = await connected({
      workspaces: ['here'],
    });
    reader.read.mockResolvedValue([
      createPublishedDepartment({ id: A, name: 'One', workspace: 'here' }),
      createPublishedDepartment({ id: B, name: 'Two', workspace: 'there' }),
    ]);
    await scheduled();
    expect(published()).toEqual({ type: 'full', entities: ['one'] });
  });

  it('logs a failed read, and publishes everything in the next run', async () => {
    const { connection, logger, published, reader, scheduled } =
      await connected();
    reader.read.mockRejectedValueOnce(new Error('away'));
    await scheduled();
    expect(logger.error).toHaveBeenCalledTimes(1);
    expect(connection.applyMutation).not.toHaveBeenCalled();
    await scheduled();
    expect(published()).toEqual({ type: 'full', entities: [] });
  });

  it('logs no error when shutdown aborts a run', async () => {
    const { logger, reader, scheduled } = await connected();
    reader.read.mockRejectedValueOnce(new Error('aborted'));
    await scheduled(AbortSignal.abort());
    expect(logger.error).not.toHaveBeenCalled();
  });

  it('warns when other providers own Groups of departments, and again when more conflicts appear', async () => {
    const { foreign, logger, published, reader, scheduled } = await connected();
    reader.read.mockResolvedValue([
      createPublishedDepartment({ id: A, name: 'One' }),
      createPublishedDepartment({ id: B, name: 'Two' }),
    ]);
    foreign.filterForeignRefs.mockResolvedValue(new Set(['group:default/one']));
    await scheduled();
    await scheduled();
    expect(published()).toEqual({ type: 'full', entities: ['two'] });
    expect(logger.warn).toHaveBeenCalledTimes(1);
    foreign.filterForeignRefs.mockResolvedValue(
      new Set(['group:default/one', 'group:default/two']),
    );
    await scheduled();
    expect(logger.warn).toHaveBeenCalledTimes(2);
    expect(logger.warn.mock.lastCall![0]).toContain(
      'group:default/one, group:default/two',
    );
  });

  it('omits a department while its source Group exists, and publishes it afterwards', async () => {
    const { connection, foreign, published, reader, scheduled } =
      await connected();
    const entity_ref = 'group:org/one';
    reader.read.mockResolvedValue([
      createPublishedDepartment({
        id: A,
        name: 'One',
        entity_ref,
        members: [
          {
            user_ref: 'user:default/new',
            display_name: 'New',
            email: 'n@x.org',
          },
        ],
      }),
      createPublishedDepartment({ id: B, name: 'Two', parent_id: A }),
    ]);
    foreign.filterForeignRefs.mockResolvedValue(new Set([entity_ref]));
    await scheduled();
    expect(published()).toEqual({ type: 'full', entities: ['two', 'new'] });
    const [{ entities }] = connection.applyMutation.mock.lastCall!;
    expect(entities[0].entity.spec.parent).toBe(entity_ref);
    expect(entities[1].entity.spec.memberOf).toEqual([]);

    foreign.filterForeignRefs.mockResolvedValue(new Set());
    await scheduled();
    expect(published()).toEqual({
      type: 'full',
      entities: ['one', 'two', 'new'],
    });
  });
});
