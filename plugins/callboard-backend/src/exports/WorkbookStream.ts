import { AddWorksheetOptions, stream as excel, Worksheet } from 'exceljs';
import { PassThrough, Readable } from 'stream';

/** The length at which buffered XML is passed on, in characters. */
const BATCH_LENGTH = 64 * 1024;

/**
 * The sink for a worksheet's XML: the few stream methods that exceljs calls, in front of a real
 * stream with backpressure. exceljs's own stream grows without bound if its reader is slow.
 *
 * Buffers writes: exceljs writes each row separately, and each call of the compressor switches to
 * another thread.
 */
class WorksheetSink {
  readonly stream = new PassThrough();
  #batch = '';

  write(chunk: string | { toBuffer(): Buffer }): void {
    // exceljs reuses the same buffer: copy it now.
    this.#batch +=
      typeof chunk === 'string' ? chunk : chunk.toBuffer().toString();
    if (this.#batch.length >= BATCH_LENGTH) {
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

interface Archive {
  append(source: Readable, data: { name: string }): void;
  on(event: 'error', listener: (error: Error) => void): void;
}

/**
 * exceljs's streaming workbook, with backpressure on worksheets.
 *
 * It writes to the stream `bytes` instead of the output: exceljs never removes the listeners it
 * adds to an output, and waits forever for an output that was closed early.
 */
export class WorkbookStream extends excel.xlsx.WorkbookWriter {
  readonly bytes: PassThrough;
  private declare readonly zip: Archive;
  private sink: WorksheetSink | undefined;

  /** @param onError - called if the file cannot be assembled */
  constructor(onError: (error: Error) => void) {
    const bytes = new PassThrough();
    super({ stream: bytes, useSharedStrings: false, useStyles: true });
    this.bytes = bytes;
    this.zip.on('error', onError);
  }

  /** Begins a worksheet; the previous one must have ended. */
  openWorksheet(
    name: string,
    options: Partial<AddWorksheetOptions>,
  ): { worksheet: Worksheet; stream: PassThrough } {
    const worksheet = this.addWorksheet(name, options);
    return { worksheet, stream: this.sink!.stream };
  }

  /**
   * Discards pending data, so that the compressor ends and frees its memory outside the heap.
   */
  discard(): void {
    this.bytes.unpipe();
    this.bytes.resume();
    this.sink?.end();
  }

  /** Called by exceljs for every worksheet, instead of its own method. */
  protected _openStream(name: string): WorksheetSink {
    this.sink = new WorksheetSink();
    this.zip.append(this.sink.stream, { name });
    return this.sink;
  }
}
