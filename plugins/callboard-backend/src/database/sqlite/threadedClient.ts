import createKnex, { Knex } from 'knex';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Worker } from 'worker_threads';
import { isPostgres } from '../isPostgres';
import { applyStatementTimeouts } from '../statements';

/** The maximum number of concurrent reads on worker threads. */
const MAX_THREADS = 2;

/**
 * Opens a client for reads that may take long: they do not block other work. On PostgreSQL, the
 * client is `knex` itself. SQLite works in the calling thread, so its reader uses worker threads
 * with their own connections. This requires write-ahead mode. An in-memory database lacks that
 * mode, so its reader is `knex` itself, and long reads block other work.
 *
 * @see https://www.sqlite.org/wal.html
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

interface ThreadResponse {
  id: number;
  rows?: Array<Record<string, unknown>>;
  /** The columns with bytes. */
  blobs?: string[];
  error?: { message: string; code?: string };
}

interface PendingQuery {
  resolve: (rows: unknown[]) => void;
  reject: (error: Error) => void;
}

interface ThreadOptions {
  /** Whether the connection of the thread is read-only. */
  readonly: boolean;
}

/** A connection to a SQLite database on its own thread. */
class SqliteThread {
  readonly #worker: Worker;
  readonly #pending = new Map<number, PendingQuery>();
  #lastId = 0;
  /** The reason why the thread has ended. */
  #endReason: Error | undefined;

  constructor(filename: string, options: ThreadOptions) {
    this.#worker = new Worker(
      resolvePackagePath(
        '@callboard/plugin-callboard-backend',
        'workers/sqliteThread.js',
      ),
      { workerData: { filename, options, driver: resolveDriverPath() } },
    );
    this.#worker.on('message', (response: ThreadResponse) =>
      this.receive(response),
    );
    this.#worker.on('error', error => this.fail(error));
    this.#worker.on('exit', () => this.fail(new Error('The thread ended')));
    // An abandoned statement must not keep the process alive.
    this.#worker.unref();
  }

  /** Whether it accepts statements. */
  get isAlive(): boolean {
    return this.#endReason === undefined;
  }

  /**
   * Runs a statement.
   *
   * @returns its rows; none for a statement that begins or ends a transaction
   * @throws the driver's error, with its `code`; if the thread has ended, the reason
   */
  async run(sql: string, bindings: readonly unknown[]): Promise<unknown[]> {
    if (this.#endReason) {
      throw this.#endReason;
    }
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#worker.postMessage({ id, sql, bindings });
    });
  }

  /** Ends the thread after its current statement. */
  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  private receive({ id, rows, blobs, error }: ThreadResponse): void {
    const request = this.#pending.get(id);
    this.#pending.delete(id);
    if (error) {
      request?.reject(Object.assign(new Error(error.message), error));
    } else {
      request?.resolve(restoreBuffers(rows!, blobs!));
    }
  }

  private fail(error: Error): void {
    this.#endReason ??= error;
    for (const { reject } of this.#pending.values()) {
      reject(error);
    }
    this.#pending.clear();
  }
}

/**
 * Converts bytes to Buffers, which the driver returns: messages between threads lose the class of
 * objects.
 */
function restoreBuffers(
  rows: Array<Record<string, unknown>>,
  blobs: readonly string[],
): unknown[] {
  for (const name of blobs) {
    for (const row of rows) {
      const bytes = row[name];
      if (bytes instanceof Uint8Array) {
        row[name] = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
      }
    }
  }
  return rows;
}

/** The driver that knex would load: the portal installs it. */
function resolveDriverPath(): string {
  return require.resolve('better-sqlite3', {
    paths: [require.resolve('knex')],
  });
}

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
 * Creates a second client for a SQLite database. It runs statements on worker threads, because the
 * driver works in the calling thread and would block everything else.
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

/** Extends the client class of `knex` so that statements run on worker threads. */
function createClientClass(
  knex: Knex,
  options: ThreadOptions,
): typeof Knex.Client {
  const Client = knex.client.constructor as new (
    config: Knex.Config,
  ) => SqliteClient;

  class ThreadedClient extends Client {
    readonly #threadEnds = new Set<Promise<void>>();

    async acquireRawConnection(): Promise<SqliteThread> {
      // Waits for abandoned threads to end: they still count towards the maximum.
      await Promise.all(this.#threadEnds);
      return new SqliteThread(this.connectionSettings.filename, options);
    }

    async validateConnection(thread: SqliteThread): Promise<boolean> {
      return thread.isAlive;
    }

    async destroyRawConnection(thread: SqliteThread): Promise<void> {
      const end = thread.end();
      this.#threadEnds.add(end);
      await end.finally(() => this.#threadEnds.delete(end));
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
