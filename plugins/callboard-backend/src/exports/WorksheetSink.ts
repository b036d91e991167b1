import { PassThrough } from 'stream';

const BATCH = 64 * 1024;

/**
 * The sink for a sheet's XML: the few stream methods that exceljs calls, in front of a real stream
 * with backpressure. exceljs's own stream grows without bound if its reader is slow.
 *
 * Writes are buffered, because each compression call needs another thread, and exceljs writes row
 * by row.
 */
export class WorksheetSink {
  readonly stream = new PassThrough();
  #batch = '';

  write(chunk: string | { toBuffer(): Buffer }): void {
    // exceljs reuses the same buffer: copy it now.
    this.#batch +=
      typeof chunk === 'string' ? chunk : chunk.toBuffer().toString();
    if (this.#batch.length >= BATCH) {
      this.#flush();
    }
  }

  end(): void {
    if (!this.stream.writableEnded) {
      this.#flush();
      this.stream.end();
    }
  }

  /** Called by exceljs to pause its own kind of stream; not needed here. */
  pause(): void {}

  #flush() {
    this.stream.write(this.#batch);
    this.#batch = '';
  }
}
