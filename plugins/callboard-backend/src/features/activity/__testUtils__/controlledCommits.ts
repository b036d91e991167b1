import { GroupCommit, GroupCommitLimits } from '../GroupCommit';

/**
 * Creates a `GroupCommit` whose commits the test completes or fails.
 *
 * @param connected - resolves when a connection is available
 */
export function createControlledCommits(
  limits: Partial<GroupCommitLimits> = {},
  connected?: Promise<void>,
) {
  const commits: Array<{
    items: string[];
    succeed(): void;
    fail(error: Error): void;
  }> = [];
  const group = new GroupCommit<string, string>(
    async takeItems => {
      if (connected) await connected;
      const items = takeItems();
      return new Promise((resolve, reject) => {
        commits.push({
          items,
          succeed: () => resolve(items.map(item => `stored ${item}`)),
          fail: reject,
        });
      });
    },
    {
      maxBatchSize: 100,
      maxConcurrentCommits: 1,
      maxQueueSize: 100,
      maxWaitMs: 60_000,
      ...limits,
    },
  );
  return {
    group,
    commits,
    add: (item: string, size = 1) => {
      const added = group.add(item, size);
      // Not every test awaits its additions.
      added.catch(() => {});
      return added;
    },
  };
}

/** Runs all pending promise callbacks and immediates. */
export async function flushPromises() {
  for (let turn = 0; turn < 5; turn += 1) {
    await new Promise(setImmediate);
  }
}

/** The error when the queue is full or a timeout expires. */
export const overloaded = {
  name: 'ServiceUnavailableError',
  retryAfterSeconds: 1,
};
