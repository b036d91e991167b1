import createKnex, { Knex } from 'knex';
import { SqliteThread, ThreadOptions } from './SqliteThread';

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

/**
 * A second client for a SQLite database, whose statements run on threads: the
 * driver works in the thread that calls it and would hold up everybody else.
 *
 * @param most - how many threads there are at most; each starts when needed
 * @returns a client to be destroyed after use
 */
export function threadedClient(
  knex: Knex,
  { most, ...options }: ThreadOptions & { most: number },
): Knex {
  return createKnex({
    client: clientOn(knex, options),
    connection: { filename: knex.client.connectionSettings.filename },
    useNullAsDefault: true,
    pool: { min: 0, max: most },
  });
}

/** The client that a database is used with, but for where statements run. */
function clientOn(knex: Knex, options: ThreadOptions): typeof Knex.Client {
  const Client = knex.client.constructor as new (
    config: Knex.Config,
  ) => SqliteClient;

  class ThreadedClient extends Client {
    readonly #ending = new Set<Promise<void>>();

    async acquireRawConnection(): Promise<SqliteThread> {
      // A thread that nobody waits for any longer still counts.
      await Promise.all(this.#ending);
      return new SqliteThread(this.connectionSettings.filename, options);
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
