import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Worker } from 'worker_threads';

interface Answer {
  id: number;
  rows?: Array<Record<string, unknown>>;
  /** The columns with bytes. */
  blobs?: string[];
  error?: { message: string; code?: string };
}

interface ResolvedQuery {
  resolve: (rows: unknown[]) => void;
  reject: (error: Error) => void;
}

export interface ThreadOptions {
  /** Whether its connection is read-only. */
  readonly: boolean;
}

/** A connection to a SQLite database on its own thread. */
export class SqliteThread {
  readonly #worker: Worker;
  readonly #pending = new Map<number, ResolvedQuery>();
  #lastId = 0;
  /** The reason why the thread has ended. */
  #ended: Error | undefined;

  constructor(filename: string, options: ThreadOptions) {
    this.#worker = new Worker(
      resolvePackagePath(
        '@callboard/plugin-callboard-backend',
        'workers/sqliteThread.js',
      ),
      { workerData: { filename, options, driver: resolveDriverPath() } },
    );
    this.#worker.on('message', (answer: Answer) => this.take(answer));
    this.#worker.on('error', error => this.fail(error));
    this.#worker.on('exit', () => this.fail(new Error('The thread ended')));
    // An abandoned statement must not keep the process alive.
    this.#worker.unref();
  }

  /** Whether it accepts statements. */
  get isAlive(): boolean {
    return this.#ended === undefined;
  }

  /**
   * Runs a statement.
   *
   * @returns its rows; none for a statement that begins or ends a transaction
   * @throws the driver's error, with its `code`; if the thread has ended, the reason
   */
  async run(sql: string, bindings: readonly unknown[]): Promise<unknown[]> {
    if (this.#ended) {
      throw this.#ended;
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

  private take({ id, rows, blobs, error }: Answer): void {
    const request = this.#pending.get(id);
    this.#pending.delete(id);
    if (error) {
      request?.reject(Object.assign(new Error(error.message), error));
    } else {
      request?.resolve(restoreBuffers(rows!, blobs!));
    }
  }

  private fail(error: Error): void {
    this.#ended ??= error;
    for (const { reject } of this.#pending.values()) {
      reject(error);
    }
    this.#pending.clear();
  }
}

/** Converts bytes to buffers like the driver: messages between threads lose their class. */
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
