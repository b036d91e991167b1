import { LoggerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { threadedClient } from './threadedClient';

/** Milliseconds from one checkpoint to the next, while something is written. */
const EVERY = 1_000;

/** Statements that add nothing to the write-ahead log. */
const READS = /^\s*(SELECT|PRAGMA|BEGIN|ROLLBACK)\b/i;

/** How long the log may become before it is begun anew: 64 MB of 4 KiB pages. */
const MANY_PAGES = 16_384;

/**
 * When SQLite makes a checkpoint itself, within a commit: only where the thread
 * is too slow or has failed.
 */
const TOO_MANY_PAGES = 65_536;

/**
 * Copies what was written to the write-ahead log of SQLite into the database, on
 * a thread. SQLite itself would do that within a commit, once the log has a
 * thousand pages: after a change of tens of thousands of rows nobody would get
 * an answer for half a second.
 *
 * @param knex - of a database that is in write-ahead mode
 * @returns ends it
 * @see https://www.sqlite.org/wal.html#automatic_checkpoint
 */
export async function checkpointOnThread(
  knex: Knex,
  logger: LoggerService,
  { every = EVERY, manyPages = MANY_PAGES } = {},
): Promise<() => Promise<void>> {
  await knex.raw(`PRAGMA wal_autocheckpoint = ${TOO_MANY_PAGES}`);
  const checkpointer = threadedClient(knex, { readonly: false, most: 1 });
  let last: Promise<void> | undefined;
  let failing = false;
  // What others have written before may still be in the log.
  let isWritten = true;
  const onQuery = ({ sql }: { sql: string }) => {
    isWritten ||= !READS.test(sql);
  };
  knex.on('query', onQuery);
  const timer = setInterval(() => {
    if (isWritten) {
      last ??= checkpoint().finally(() => {
        last = undefined;
      });
    }
  }, every).unref();

  async function checkpoint() {
    try {
      isWritten = false;
      const { log, checkpointed } = await copyLog(checkpointer);
      // A reader may have been in the way.
      isWritten ||= checkpointed < log;
      if (log > manyPages) {
        // Little was written during the first copy, and less during the second.
        await copyLog(checkpointer);
        await betweenWrites(knex, () => copyLog(checkpointer));
      }
      failing = false;
    } catch (error) {
      isWritten = true;
      if (!failing) {
        logger.warn('Checkpoints of the database fail', error as Error);
      }
      failing = true;
    }
  }

  return async () => {
    clearInterval(timer);
    knex.off('query', onQuery);
    await last;
    await checkpointer.destroy();
  };
}

/**
 * Waits for nobody, and nobody waits for it.
 *
 * @returns how long the log is, and how much of it has been copied, in pages
 */
async function copyLog(
  checkpointer: Knex,
): Promise<{ log: number; checkpointed: number }> {
  const [pages] = await checkpointer.raw('PRAGMA wal_checkpoint(PASSIVE)');
  return pages;
}

/**
 * Does something while nobody can write. Who writes next begins the log anew if
 * all of it has been copied, and otherwise makes it longer: without this it would
 * grow for as long as changes follow each other closely.
 */
async function betweenWrites(knex: Knex, work: () => Promise<unknown>) {
  const connection = await knex.client.acquireConnection();
  try {
    await work();
  } finally {
    await knex.client.releaseConnection(connection);
  }
}
