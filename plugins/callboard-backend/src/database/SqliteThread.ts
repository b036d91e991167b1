import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { Worker } from 'worker_threads';

interface Answer {
  id: number;
  rows?: Array<Record<string, unknown>>;
  /** The columns that hold bytes. */
  blobs?: string[];
  error?: { message: string; code?: string };
}

interface Question {
  resolve: (rows: unknown[]) => void;
  reject: (error: Error) => void;
}

export interface ThreadOptions {
  /** Whether its connection refuses to write. */
  readonly: boolean;
}

/** A connection to a SQLite database, on a thread of its own. */
export class SqliteThread {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Question>();
  #lastId = 0;
  /** Why nothing can be asked any longer. */
  #ended: Error | undefined;

  constructor(filename: string, options: ThreadOptions) {
    this.#worker = new Worker(
      resolvePackagePath(
        '@callboard/plugin-callboard-backend',
        'workers/sqliteThread.js',
      ),
      { workerData: { filename, options, driver: pathOfDriver() } },
    );
    this.#worker.on('message', (answer: Answer) => this.take(answer));
    this.#worker.on('error', error => this.fail(error));
    this.#worker.on('exit', () => this.fail(new Error('The thread ended')));
    // A statement that nobody waits for must not keep the process.
    this.#worker.unref();
  }

  /** Whether it can be asked. */
  get isAlive(): boolean {
    return this.#ended === undefined;
  }

  /**
   * Runs a statement.
   *
   * @returns its rows; none for one that only begins or ends a transaction
   * @throws the driver's error, with its `code`; the reason why the thread has
   *   ended, if it has
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

  /** Ends the thread, once the statement it is at has come to its end. */
  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  private take({ id, rows, blobs, error }: Answer): void {
    const question = this.#pending.get(id);
    this.#pending.delete(id);
    if (error) {
      question?.reject(Object.assign(new Error(error.message), error));
    } else {
      question?.resolve(withBuffers(rows!, blobs!));
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

/** Gives bytes as the driver does: on their way they have lost their class. */
function withBuffers(
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

/** The driver that knex would load: the portal brings it. */
function pathOfDriver(): string {
  return require.resolve('better-sqlite3', {
    paths: [require.resolve('knex')],
  });
}
