import { GroupCommit, GroupCommitLimits } from '../GroupCommit';

/**
 * Commits that end when the test says so.
 *
 * @param connected - when there is a connection to store items with
 */
export function controlledCommits(
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
      maxTogether: 100,
      maxAtOnce: 1,
      maxWaiting: 100,
      maxWaitMs: 60_000,
      ...limits,
    },
  );
  return {
    group,
    commits,
    add: (item: string, size = 1) => {
      const added = group.add(item, size);
      // Not every test waits for what it adds.
      added.catch(() => {});
      return added;
    },
  };
}

/** Lets everything happen that can. */
export async function flushPromises() {
  for (let turn = 0; turn < 5; turn += 1) {
    await new Promise(setImmediate);
  }
}

/** What is answered where there is no room, or no time. */
export const overloaded = {
  name: 'ServiceUnavailableError',
  retryAfterSeconds: 1,
};
