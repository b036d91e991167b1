import { Knex } from 'knex';
import { isPostgres } from './isPostgres';
import { applyStatementTimeouts } from './statementTimeout';
import { createThreadedClient } from './createThreadedClient';

/** The maximum number of concurrent reads on SQLite in addition to everything else. */
const MAX_THREADS = 2;

/**
 * A client for reads that may take long without blocking others. On PostgreSQL it is the client
 * itself. SQLite works in the calling thread, so it gets threads with their own connections, in the
 * mode that allows concurrent writes (https://www.sqlite.org/wal.html), which an in-memory database
 * lacks.
 *
 * @returns a client; destroy it after use unless it is `knex` itself
 */
export async function openReader(knex: Knex): Promise<Knex> {
  if (isPostgres(knex)) {
    return knex;
  }
  const [{ journal_mode }] = await knex.raw('PRAGMA journal_mode = WAL');
  if (journal_mode !== 'wal') {
    return knex;
  }
  const reader = createThreadedClient(knex, {
    readonly: true,
    maxThreads: MAX_THREADS,
  });
  applyStatementTimeouts(reader);
  return reader;
}
