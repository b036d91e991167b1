import createKnex, { Knex } from 'knex';
import { SqliteThread, ThreadOptions } from './SqliteThread';

/** A statement as knex passes it to its client. */
interface Statement {
  sql: string;
  bindings?: readonly unknown[];
  response?: unknown;
}

interface PooledThread extends SqliteThread {
  /** Set by knex when it abandons the connection after a statement timeout. */
  __knex__disposed?: Error;
}

interface SqliteClient extends Knex.Client {
  connectionSettings: { filename: string };
  _formatBindings(bindings: Statement['bindings']): unknown[];
}

/**
 * A second client for a SQLite database, whose statements run on threads: the driver works in the
 * calling thread and would block everything else.
 *
 * @param maxThreads - the maximum number of threads; each starts when needed
 * @returns a client; destroy it after use
 */
export function createThreadedClient(
  knex: Knex,
  { maxThreads, ...options }: ThreadOptions & { maxThreads: number },
): Knex {
  return createKnex({
    client: createClientClass(knex, options),
    connection: { filename: knex.client.connectionSettings.filename },
    useNullAsDefault: true,
    pool: { min: 0, max: maxThreads },
  });
}

/** The client class of the database, with statements running on threads. */
function createClientClass(
  knex: Knex,
  options: ThreadOptions,
): typeof Knex.Client {
  const Client = knex.client.constructor as new (
    config: Knex.Config,
  ) => SqliteClient;

  class ThreadedClient extends Client {
    readonly #ending = new Set<Promise<void>>();

    async acquireRawConnection(): Promise<SqliteThread> {
      // An abandoned thread still counts towards the maximum.
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
