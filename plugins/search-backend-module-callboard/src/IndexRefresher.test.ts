import { mockServices } from '@backstage/backend-test-utils';
import {
  CHANGES_TOPIC,
  HIDDEN_VALUE,
} from '@callboard/plugin-callboard-common';
import { IndexRefresher } from './IndexRefresher';

/** The scheduler's error for a task that is running. */
const conflictError = Object.assign(new Error('running'), {
  name: 'ConflictError',
});

async function startRefresher() {
  const events = mockServices.events();
  const logger = mockServices.logger.mock();
  const triggerTask = jest.fn(async (_: string) => {});
  const refresher = new IndexRefresher({
    events,
    logger,
    scheduler: { triggerTask } as any,
    taskId: 'search_index_work_item',
  });
  await refresher.start();
  const publishChange = (
    entity_type: string,
    action: string,
    field?: string,
    old_value: string | null = null,
  ) =>
    events.publish({
      topic: CHANGES_TOPIC,
      eventPayload: {
        entity_type,
        action,
        changes: field ? [{ field, old_value }] : [],
      },
    });
  return { publishChange, logger, refresher, triggerTask };
}

describe('IndexRefresher', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it.each([
    ['work_item', 'delete', undefined],
    ['work_item', 'update', 'archived_at'],
    ['work_item', 'update', 'is_draft'],
    ['project', 'update', 'access'],
    ['project', 'update', 'archived_at'],
    ['workspace', 'delete', undefined],
  ])(
    'triggers indexing after the change %s %s (field: %s)',
    async (type, action, field) => {
      const { publishChange: changed, triggerTask } = await startRefresher();
      await changed(type, action, field);
      await jest.advanceTimersByTimeAsync(3_000);
      expect(triggerTask.mock.calls).toEqual([['search_index_work_item']]);
    },
  );

  it('triggers indexing after a source hides the contents of a work item', async () => {
    const { publishChange, triggerTask } = await startRefresher();
    await publishChange('work_item', 'update', 'title', HIDDEN_VALUE);
    await jest.advanceTimersByTimeAsync(3_000);
    expect(triggerTask.mock.calls).toEqual([['search_index_work_item']]);
  });

  it.each([
    ['work_item', 'create', 'is_draft'],
    ['work_item', 'update', 'title'],
    ['project', 'create', 'access'],
    ['department', 'delete', undefined],
  ])(
    'waits for the schedule after the change %s %s (field: %s)',
    async (type, action, field) => {
      const { publishChange: changed, triggerTask } = await startRefresher();
      await changed(type, action, field);
      await jest.advanceTimersByTimeAsync(60_000);
      expect(triggerTask).not.toHaveBeenCalled();
    },
  );

  it('combines frequent changes into few runs, without waiting for the last change', async () => {
    const { publishChange: changed, triggerTask } = await startRefresher();
    for (let count = 0; count < 200; count += 1) {
      await changed('work_item', 'delete');
      await jest.advanceTimersByTimeAsync(50);
    }
    await jest.advanceTimersByTimeAsync(10_000);
    expect(triggerTask.mock.calls.length).toBeGreaterThanOrEqual(4);
    expect(triggerTask.mock.calls.length).toBeLessThanOrEqual(6);
  });

  it('retries without a warning while another run is in progress', async () => {
    const {
      publishChange: changed,
      logger,
      triggerTask,
    } = await startRefresher();
    triggerTask
      .mockRejectedValueOnce(conflictError)
      .mockRejectedValueOnce(conflictError);
    await changed('project', 'update', 'access');
    await jest.advanceTimersByTimeAsync(60_000);
    expect(triggerTask).toHaveBeenCalledTimes(3);
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('logs one warning when triggering fails, and does not retry', async () => {
    const {
      publishChange: changed,
      logger,
      triggerTask,
    } = await startRefresher();
    triggerTask.mockRejectedValueOnce(new Error('away'));
    await changed('work_item', 'delete');
    await jest.advanceTimersByTimeAsync(60_000);
    expect(triggerTask).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('ignores pending and new changes after stop', async () => {
    const {
      publishChange: changed,
      refresher,
      triggerTask,
    } = await startRefresher();
    await changed('work_item', 'delete');
    refresher.stop();
    await changed('work_item', 'delete');
    await jest.advanceTimersByTimeAsync(60_000);
    expect(triggerTask).not.toHaveBeenCalled();
  });
});
