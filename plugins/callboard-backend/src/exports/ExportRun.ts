import { once } from 'events';
import { Writable } from 'stream';
import { ExportAborted } from './ExportAborted';
import { inSteps } from '../yielding/inSteps';
import { interruptible } from './interruptible';
import { noteWrittenRow } from './writtenRows';

const ignore = () => {};

/**
 * One export on its way to one output: tells when to stop, and leaves nothing
 * behind on either end.
 *
 * It stops when the signal aborts, when the output breaks or closes early (the
 * reader is gone), and when `fail` is called. An output that already holds
 * part of the export is then destroyed, so that no one takes half a file for a
 * whole one. One that was not touched yet is left as it is, so that a route
 * can still answer with an error.
 */
export class ExportRun {
  readonly #controller = new AbortController();
  readonly #output: Writable;
  readonly #signal: AbortSignal | undefined;
  #begun = false;

  constructor(output: Writable, signal?: AbortSignal) {
    this.#output = output;
    this.#signal = signal;
    output.on('error', this.#onError);
    output.on('close', this.#onClose);
    signal?.addEventListener('abort', this.#onAbort);
    if (signal?.aborted) {
      this.#onAbort();
    } else if (output.destroyed) {
      this.#onClose();
    }
  }

  /**
   * Does one whole export, which `body` has to `end`.
   *
   * @throws ExportAborted when it was broken off; whatever `body` throws
   */
  static async run(
    output: Writable,
    signal: AbortSignal | undefined,
    body: (run: ExportRun) => Promise<void>,
  ): Promise<void> {
    const run = new ExportRun(output, signal);
    await run.attempt(() => body(run));
  }

  /** Aborts when the export stops; its reason is the error to throw. */
  get stopped(): AbortSignal {
    return this.#controller.signal;
  }

  /**
   * Does one part of the export; a part that fails is the end of it all.
   *
   * @throws ExportAborted when it was broken off; whatever `body` throws
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

  /** The rows of a source until it ends or the export stops, with room for other work. */
  rows<T>(source: AsyncIterable<T> | Iterable<T>): AsyncGenerator<T, void> {
    return inSteps(interruptible(source, this.stopped));
  }

  /** Counts a row of data that goes out. */
  noteRow(): void {
    noteWrittenRow(this.#output);
  }

  /** Hands the output to `write`, who from here on may write to it. */
  begin<T>(write: (output: Writable) => T): T {
    this.#begun = true;
    return write(this.#output);
  }

  /** Writes text and waits until the output has room for more. */
  async write(text: string): Promise<void> {
    this.stopped.throwIfAborted();
    if (!this.begin(output => output.write(text))) {
      await this.drained(this.#output);
    }
  }

  /** Waits until a stream that is full has room again. */
  async drained(stream: Writable): Promise<void> {
    if (stream.writableNeedDrain) {
      await once(stream, 'drain', { signal: this.stopped });
    }
  }

  /** Ends the output and waits until everything has been handed over. */
  async end(): Promise<void> {
    this.stopped.throwIfAborted();
    this.begin(output => output.end());
    await this.finished();
  }

  /** Waits until the output, ended by someone else, has taken everything. */
  async finished(): Promise<void> {
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
    if (this.#begun && !this.#output.closed) {
      // A write under way may still fail while the output is torn down.
      this.#output.on('error', ignore);
      this.#output.once('close', () => this.#output.off('error', ignore));
      this.#output.destroy();
    }
  }

  readonly #onError = (error: Error) => this.fail(new ExportAborted(error));

  readonly #onClose = () => {
    if (!this.#output.writableFinished) {
      this.fail(new ExportAborted());
    }
  };

  readonly #onAbort = () => this.fail(new ExportAborted(this.#signal?.reason));

  #release() {
    this.#output.off('error', this.#onError);
    this.#output.off('close', this.#onClose);
    this.#signal?.removeEventListener('abort', this.#onAbort);
  }
}
