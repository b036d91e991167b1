import { once } from 'events';
import { Writable } from 'stream';
import { iterateInSteps } from '../kernel/yielding';

/**
 * Thrown when an export ends early because its client disconnected, or its job was aborted: neither
 * the data nor the server is at fault. `cause` holds the reason.
 */
export class ExportAborted extends Error {
  override readonly name = 'AbortError';
  readonly code = 'ABORT_ERR';

  constructor(cause?: unknown) {
    super('The export was aborted', { cause });
  }
}

/**
 * Yields the values of `source`. When `signal` aborts, throws the signal's reason at once, even
 * while the source is pending.
 *
 * Closes the source when iteration ends early, but does not wait until it is closed: a source that
 * waits for a query can only clean up once the query returns.
 */
async function* iterateUntilAborted<T>(
  source: AsyncIterable<T> | Iterable<T>,
  signal: AbortSignal,
): AsyncGenerator<T, void> {
  const iterator =
    Symbol.asyncIterator in source
      ? source[Symbol.asyncIterator]()
      : source[Symbol.iterator]();
  let isExhausted = false;
  // One listener for the whole source. With `Promise.race` against one long-lived promise, each row
  // would add a reaction to that promise.
  let interrupt: (reason: unknown) => void = () => {};
  const onAbort = () => interrupt(signal.reason);
  const advance = () =>
    new Promise<IteratorResult<T>>((resolve, reject) => {
      interrupt = reject;
      Promise.resolve(iterator.next()).then(resolve, reject);
    });
  signal.addEventListener('abort', onAbort);
  try {
    for (;;) {
      signal.throwIfAborted();
      const next = await advance();
      if (next.done) {
        isExhausted = true;
        return;
      }
      yield next.value;
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    if (!isExhausted) {
      Promise.resolve(iterator.return?.()).catch(() => {});
    }
  }
}

const writtenRows = new WeakMap<Writable, number>();

/** The number of data rows written to an output so far, over all its tables. */
export function getWrittenRowCount(output: Writable): number {
  return writtenRows.get(output) ?? 0;
}

const doNothing = () => {};

/**
 * One export to one output: decides when to stop, and cleans up.
 *
 * It stops when the output fails or closes early (the client has disconnected), and when `fail` is
 * called. An output that already has part of the export is then destroyed, so that a truncated file
 * is never mistaken for a complete one. An untouched output stays open, so that a route can still
 * respond with an error.
 */
export class ExportRun {
  readonly #controller = new AbortController();
  readonly #output: Writable;
  #hasBegun = false;

  constructor(output: Writable) {
    this.#output = output;
    output.on('error', this.#onError);
    output.on('close', this.#onClose);
    if (output.destroyed) {
      this.#onClose();
    }
  }

  /**
   * Runs a whole export. `body` must call `end`, or end the output and call `waitForFinish`.
   *
   * @throws ExportAborted if the output closes early; any error of `body`
   */
  static async run(
    output: Writable,
    body: (run: ExportRun) => Promise<void>,
  ): Promise<void> {
    const run = new ExportRun(output);
    await run.attempt(() => body(run));
  }

  /** Aborted when the export stops; its reason is the error to throw. */
  get stopped(): AbortSignal {
    return this.#controller.signal;
  }

  /**
   * Runs one part of the export; a failure ends the whole export.
   *
   * @throws ExportAborted if the output closes early; any error of `body`
   */
  async attempt<T>(body: () => Promise<T>): Promise<T> {
    this.stopped.throwIfAborted();
    try {
      return await body();
    } catch (error) {
      this.fail(error);
      throw this.stopped.reason;
    }
  }

  /**
   * Yields the rows of a source until it ends or the export stops. Lets other work run in between.
   */
  iterateRows<T>(
    source: AsyncIterable<T> | Iterable<T>,
  ): AsyncGenerator<T, void> {
    return iterateInSteps(iterateUntilAborted(source, this.stopped));
  }

  countRow(): void {
    writtenRows.set(this.#output, getWrittenRowCount(this.#output) + 1);
  }

  /** Passes the output to `write`. From then on, a failure destroys the output. */
  begin<T>(write: (output: Writable) => T): T {
    this.#hasBegun = true;
    return write(this.#output);
  }

  /** Writes text, and waits while the output is full. */
  async write(text: string): Promise<void> {
    this.stopped.throwIfAborted();
    if (!this.begin(output => output.write(text))) {
      await this.waitForDrain(this.#output);
    }
  }

  async waitForDrain(stream: Writable): Promise<void> {
    if (stream.writableNeedDrain) {
      await once(stream, 'drain', { signal: this.stopped });
    }
  }

  /** Ends the output and waits until everything has been written. */
  async end(): Promise<void> {
    this.stopped.throwIfAborted();
    this.begin(output => output.end());
    await this.waitForFinish();
  }

  /** Waits until everything has been written. The caller ends the output. */
  async waitForFinish(): Promise<void> {
    if (!this.#output.writableFinished) {
      await once(this.#output, 'finish', { signal: this.stopped });
    }
    this.#release();
  }

  /** Stops with this error, unless the export has stopped already. */
  fail(error: unknown): void {
    if (this.stopped.aborted) {
      return;
    }
    this.#controller.abort(error);
    this.#release();
    if (this.#hasBegun && !this.#output.closed) {
      // A pending write may still fail while the output is destroyed.
      this.#output.on('error', doNothing);
      this.#output.once('close', () => this.#output.off('error', doNothing));
      this.#output.destroy();
    }
  }

  readonly #onError = (error: Error) => this.fail(new ExportAborted(error));

  readonly #onClose = () => {
    if (!this.#output.writableFinished) {
      this.fail(new ExportAborted());
    }
  };

  #release() {
    this.#output.off('error', this.#onError);
    this.#output.off('close', this.#onClose);
  }
}
