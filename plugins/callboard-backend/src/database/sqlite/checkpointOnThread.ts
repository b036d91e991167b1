import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { createThreadedClient } from './threadedClient';

/** The interval between checkpoints, in milliseconds, while data is written. */
const CHECKPOINT_INTERVAL_MS = 1_000;

/** Statements that add nothing to the write-ahead log. */
const READ_STATEMENT = /^\s*(SELECT|PRAGMA|BEGIN|ROLLBACK)\b/i;

/** The length at which the log is restarted: 64 MB of 4 KiB pages. */
const RESTART_PAGES = 16_384;

/**
 * The length at which SQLite itself makes a checkpoint within a commit, in case the worker thread
 * is too slow or has failed.
 */
const AUTO_CHECKPOINT_PAGES = 65_536;

/**
 * Regularly copies SQLite's write-ahead log into the database, on a worker thread. SQLite itself
 * would do that within a commit, once the log has a thousand pages: after a change of tens of
 * thousands of rows, the main thread would block for half a second.
 *
 * @param knex - a client of a database in write-ahead mode
 * @returns a function that ends the checkpoints
 * @see https://www.sqlite.org/wal.html#automatic_checkpoint
 */
export async function checkpointOnThread(
  knex: Knex,
  logger: LoggerService,
  { intervalMs = CHECKPOINT_INTERVAL_MS, restartPages = RESTART_PAGES } = {},
): Promise<() => Promise<void>> {
  await knex.raw(`PRAGMA wal_autocheckpoint = ${AUTO_CHECKPOINT_PAGES}`);
  const checkpointer = createThreadedClient(knex, {
    readonly: false,
    maxThreads: 1,
  });
  let runningCheckpoint: Promise<void> | undefined;
  let isFailing = false;
  // The log may still contain earlier writes.
  let hasUncopiedWrites = true;
  const onQuery = ({ sql }: { sql: string }) => {
    hasUncopiedWrites ||= !READ_STATEMENT.test(sql);
  };
  knex.on('query', onQuery);
  const timer = setInterval(() => {
    if (hasUncopiedWrites) {
      runningCheckpoint ??= checkpoint().finally(() => {
        runningCheckpoint = undefined;
      });
    }
  }, intervalMs).unref();

  async function checkpoint() {
    try {
      hasUncopiedWrites = false;
      const { log, checkpointed } = await copyLog(checkpointer);
      // A reader may have blocked the copy.
      hasUncopiedWrites ||= checkpointed < log;
      if (log > restartPages) {
        // Copies recent writes first, without blocking, so that the blocking copy is short.
        await copyLog(checkpointer);
        await withBlockedWrites(knex, () => copyLog(checkpointer));
      }
      isFailing = false;
    } catch (error) {
      hasUncopiedWrites = true;
      if (!isFailing) {
        logger.warn(
          'Checkpoints of the database fail; trying again',
          error as Error,
        );
      }
      isFailing = true;
    }
  }

  return async () => {
    clearInterval(timer);
    knex.off('query', onQuery);
    await runningCheckpoint;
    await checkpointer.destroy();
  };
}

/**
 * Copies the log into the database, without waiting for or blocking other connections.
 *
 * @returns the length of the log, and the copied part of it, in pages
 */
async function copyLog(
  checkpointer: Knex,
): Promise<{ log: number; checkpointed: number }> {
  const [pages] = await checkpointer.raw('PRAGMA wal_checkpoint(PASSIVE)');
  return pages;
}

/**
 * Runs `work` while nothing can write, by holding the only connection of `knex`. The next writer
 * restarts the log if all of it has been copied, and extends it otherwise. If changes that follow
 * each other closely could write during the copy, the log would keep growing.
 */
async function withBlockedWrites(knex: Knex, work: () => Promise<unknown>) {
  const connection = await knex.client.acquireConnection();
  try {
    await work();
  } finally {
    await knex.client.releaseConnection(connection);
  }
}
