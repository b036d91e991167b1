import { Knex } from 'knex';
import { isPostgres } from './dialect';
import { applyStatementTimeouts } from './statementTimeout';
import { threadedClient } from './threadedClient';

/** How many reads can be under way on SQLite beside everything else. */
const MOST_THREADS = 2;

/**
 * A client for reads that may take long, which hold nobody up. PostgreSQL does
 * that anyhow, so it is the client itself. SQLite works in the thread that calls
 * it, so it gets threads with connections of their own: in the mode that lets
 * others write meanwhile (https://www.sqlite.org/wal.html), which a database in
 * memory does not have.
 *
 * @returns a client to be destroyed after use unless it is `knex` itself
 */
export async function openReplica(knex: Knex): Promise<Knex> {
  if (isPostgres(knex)) {
    return knex;
  }
  const [{ journal_mode }] = await knex.raw('PRAGMA journal_mode = WAL');
  if (journal_mode !== 'wal') {
    return knex;
  }
  const reader = threadedClient(knex, { readonly: true, most: MOST_THREADS });
  applyStatementTimeouts(reader);
  return reader;
}
