import createKnex, { Knex } from 'knex';
import { isPostgres } from './dialect';
import { SqliteThread } from './SqliteThread';
import { applyStatementTimeouts } from './statementTimeout';

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
export async function readerBeside(knex: Knex): Promise<Knex> {
  if (isPostgres(knex)) {
    return knex;
  }
  const [{ journal_mode }] = await knex.raw('PRAGMA journal_mode = WAL');
  if (journal_mode !== 'wal') {
    return knex;
  }
  const { filename } = knex.client.connectionSettings;
  const reader = createKnex({
    client: threaded(knex),
    connection: { filename },
    useNullAsDefault: true,
    pool: { min: 0, max: MOST_THREADS },
  });
  applyStatementTimeouts(reader);
  return reader;
}

/** A statement as knex passes it to its client. */
interface Statement {
  sql: string;
  bindings?: readonly unknown[];
  response?: unknown;
}

interface PooledThread extends SqliteThread {
  /** Why knex uses it no longer: it has given up waiting for a statement. */
  __knex__disposed?: Error;
}

interface SqliteClient extends Knex.Client {
  connectionSettings: { filename: string };
  _formatBindings(bindings: Statement['bindings']): unknown[];
}

/** The client that a database is used with, but for where statements run. */
function threaded(knex: Knex): typeof Knex.Client {
  const Client = knex.client.constructor as new (
    config: Knex.Config,
  ) => SqliteClient;

  class ThreadedClient extends Client {
    readonly #ending = new Set<Promise<void>>();

    async acquireRawConnection(): Promise<SqliteThread> {
      // A thread that nobody waits for any longer still counts.
      await Promise.all(this.#ending);
      return new SqliteThread(this.connectionSettings.filename);
    }

    async validateConnection(thread: SqliteThread): Promise<boolean> {
      return thread.isAlive;
    }

    async destroyRawConnection(thread: SqliteThread): Promise<void> {
      const end = thread.end();
      this.#ending.add(end);
      await end.finally(() => this.#ending.delete(end));
    }

    async _query(thread: PooledThread, statement: Statement) {
      if (thread.__knex__disposed) {
        throw thread.__knex__disposed;
      }
      const { sql, bindings } = statement;
      statement.response = await thread.run(
        sql,
        this._formatBindings(bindings),
      );
      return statement;
    }
  }
  return ThreadedClient as unknown as typeof Knex.Client;
}
