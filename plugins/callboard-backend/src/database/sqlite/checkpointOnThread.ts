import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { createThreadedClient } from './threadedClient';

/** The interval between checkpoints, in milliseconds, while data is written. */
const CHECKPOINT_INTERVAL_MS = 1_000;

/** Statements that add nothing to the write-ahead log. */
const READS = /^\s*(SELECT|PRAGMA|BEGIN|ROLLBACK)\b/i;

/** The length at which the log is restarted: 64 MB of 4 KiB pages. */
const RESTART_PAGES = 16_384;

/**
 * The length at which SQLite itself makes a checkpoint within a commit: only if the thread is too
 * slow or has failed.
 */
const AUTO_CHECKPOINT_PAGES = 65_536;

/**
 * Copies SQLite's write-ahead log into the database, on a thread. SQLite itself would do that
 * within a commit, once the log has a thousand pages: after a change of tens of thousands of rows,
 * the main thread would block for half a second.
 *
 * @param knex - of a database in write-ahead mode
 * @returns a function that stops it
 * @see https://www.sqlite.org/wal.html#automatic_checkpoint
 */
export async function checkpointOnThread(
  knex: Knex,
  logger: LoggerService,
  { every = CHECKPOINT_INTERVAL_MS, manyPages = RESTART_PAGES } = {},
): Promise<() => Promise<void>> {
  await knex.raw(`PRAGMA wal_autocheckpoint = ${AUTO_CHECKPOINT_PAGES}`);
  const checkpointer = createThreadedClient(knex, {
    readonly: false,
    maxThreads: 1,
  });
  let running: Promise<void> | undefined;
  let isFailing = false;
  // The log may still contain earlier writes.
  let isWritten = true;
  const onQuery = ({ sql }: { sql: string }) => {
    isWritten ||= !READS.test(sql);
  };
  knex.on('query', onQuery);
  const timer = setInterval(() => {
    if (isWritten) {
      running ??= checkpoint().finally(() => {
        running = undefined;
      });
    }
  }, every).unref();

  async function checkpoint() {
    try {
      isWritten = false;
      const { log, checkpointed } = await copyLog(checkpointer);
      // A reader may have blocked the copy.
      isWritten ||= checkpointed < log;
      if (log > manyPages) {
        // Little was written during the first copy, and less during the second.
        await copyLog(checkpointer);
        await withBlockedWrites(knex, () => copyLog(checkpointer));
      }
      isFailing = false;
    } catch (error) {
      isWritten = true;
      if (!isFailing) {
        logger.warn('Checkpoints of the database fail', error as Error);
      }
      isFailing = true;
    }
  }

  return async () => {
    clearInterval(timer);
    knex.off('query', onQuery);
    await running;
    await checkpointer.destroy();
  };
}

/**
 * Waits for no other connection, and blocks none.
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
 * Runs `work` while nothing can write. The next writer restarts the log if all of it has been
 * copied, and extends it otherwise: without this it would grow as long as changes follow each other
 * closely.
 */
async function withBlockedWrites(knex: Knex, work: () => Promise<unknown>) {
  const connection = await knex.client.acquireConnection();
  try {
    await work();
  } finally {
    await knex.client.releaseConnection(connection);
  }
}
