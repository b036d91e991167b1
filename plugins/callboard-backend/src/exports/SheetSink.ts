import { PassThrough } from 'stream';

const BATCH = 64 * 1024;

/**
 * Where exceljs writes the XML of a sheet: the few methods of a stream that it
 * calls, in front of a real one that says when it is full. The one exceljs
 * brings grows without bound when its reader is slow.
 *
 * Writes are gathered, because compressing costs a trip to another thread each
 * time, and exceljs writes row by row.
 */
export class SheetSink {
  readonly stream = new PassThrough();
  #batch = '';

  write(chunk: string | { toBuffer(): Buffer }): void {
    // exceljs writes the same buffer again and again: take a copy now.
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

  /** Called by exceljs to hold back its own kind of stream; not needed here. */
  pause(): void {}

  #flush() {
    this.stream.write(this.#batch);
    this.#batch = '';
  }
}
