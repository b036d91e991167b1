import { mockServices } from '@backstage/backend-test-utils';
import { times } from 'lodash';
import { SourceRateLimitError } from '../workItemSources';
import { RefreshQueue } from './RefreshQueue';

/** A queue whose tasks end when the test says so. */
function createQueue(pausedUntil?: Date) {
  const begun: string[] = [];
  const ends: Array<(error?: Error) => void> = [];
  const stop = new AbortController();
  const logger = mockServices.logger.mock();
  const queue = new RefreshQueue<string>({
    sink: {
      cursors: {
        read: async (_, name) =>
          name === 'pause' && pausedUntil
            ? { until: pausedUntil.toISOString() }
            : undefined,
        write: async () => {},
      },
    },
    workspace: 'default',
    logger,
    signal: stop.signal,
    run: task =>
      new Promise((resolve, reject) => {
        begun.push(task);
        ends.push(error => (error ? reject(error) : resolve()));
      }),
    describe: task => `Issue ${task}`,
  });
  const flush = () => new Promise(setImmediate);
  const add = async (key: string, task: string) => {
    queue.add(key, task, waiting => `${waiting}+${task}`);
    await flush();
  };
  const end = async (error?: Error) => {
    ends.shift()!(error);
    await flush();
  };
  return { begun, queue, logger, stop, add, end };
}

describe('RefreshQueue', () => {
  it('runs tasks one after another', async () => {
    const { begun, add, end } = createQueue();
    await add('1', 'a');
    await add('2', 'b');
    expect(begun).toEqual(['a']);
    await end();
    expect(begun).toEqual(['a', 'b']);
  });

  it('merges a task with a waiting one, but not with a running one', async () => {
    const { begun, add, end } = createQueue();
    await add('1', 'a');
    await add('1', 'b');
    await add('1', 'c');
    await end();
    await end();
    expect(begun).toEqual(['a', 'b+c']);
  });

  it('omits tasks while 10,000 are waiting, and accepts them later', async () => {
    const { begun, queue, add, end } = createQueue();
    await add('0', 'running');
    times(10_001, index => queue.add(`k${index}`, `${index}`, task => task));
    for (let count = 0; count <= 10_000; count += 1) {
      await end();
    }
    expect(begun).toHaveLength(10_001);
    expect(begun).not.toContain('10000');
    await add('k10000', 'later');
    expect(begun).toContain('later');
  });

  it('logs an error with the name of the task, and runs the next task', async () => {
    const { begun, logger, add, end } = createQueue();
    await add('1', 'a');
    await add('2', 'b');
    await end(new Error('no'));
    expect(begun).toEqual(['a', 'b']);
    expect(logger.warn.mock.calls).toEqual([
      [
        expect.stringMatching(/^Issue a could not be read/),
        expect.objectContaining({ message: 'no' }),
      ],
    ]);
  });

  it('drops waiting tasks at a rate limit, without a warning', async () => {
    const { begun, logger, add, end } = createQueue();
    await add('1', 'a');
    await add('2', 'b');
    await end(new SourceRateLimitError(new Date()));
    expect(begun).toEqual(['a']);
    expect(logger.warn).not.toHaveBeenCalled();
    await add('3', 'c');
    expect(begun).toEqual(['a', 'c']);
  });

  it.each([
    [60_000, []],
    [-60_000, ['a']],
  ])(
    'runs no task until the end of the rate limit of a synchronisation, %p ms from now',
    async (ms, expected) => {
      const { begun, logger, add } = createQueue(new Date(Date.now() + ms));
      await add('1', 'a');
      expect(begun).toEqual(expected);
      expect(logger.warn).not.toHaveBeenCalled();
    },
  );

  it('ends without a warning when the backend stops', async () => {
    const { begun, logger, stop, add, end } = createQueue();
    await add('1', 'a');
    await add('2', 'b');
    stop.abort();
    await end(new Error('aborted'));
    expect(begun).toEqual(['a']);
    expect(logger.warn).not.toHaveBeenCalled();
  });
});
