import { AddWorksheetOptions, stream as excel, Worksheet } from 'exceljs';
import { PassThrough, Readable } from 'stream';
import { SheetSink } from './SheetSink';

interface Archive {
  append(source: Readable, data: { name: string }): void;
  on(event: 'error', listener: (error: Error) => void): void;
}

/**
 * exceljs' streaming workbook, with sheets that exert back pressure and with
 * an output of its own: exceljs never removes the listeners it adds to an
 * output, and waits for ever for one that was closed early.
 */
export class WorkbookStream extends excel.xlsx.WorkbookWriter {
  /** The bytes of the file. */
  readonly bytes: PassThrough;
  private declare readonly zip: Archive;
  private sink: SheetSink | undefined;

  /** @param onError - told when the file cannot be put together */
  constructor(onError: (error: Error) => void) {
    const bytes = new PassThrough();
    super({ stream: bytes, useSharedStrings: false, useStyles: true });
    this.bytes = bytes;
    this.zip.on('error', onError);
  }

  /** Begins a sheet; the one before must have been ended. */
  openSheet(
    name: string,
    options: Partial<AddWorksheetOptions>,
  ): { sheet: Worksheet; stream: PassThrough } {
    const sheet = this.addWorksheet(name, options);
    return { sheet, stream: this.sink!.stream };
  }

  /**
   * Lets what is under way run out into nothing, which is what ends the
   * compression and frees its memory outside the heap.
   */
  discard(): void {
    this.bytes.unpipe();
    this.bytes.resume();
    this.sink?.end();
  }

  /** Called by exceljs for every sheet, instead of its own. */
  protected _openStream(name: string): SheetSink {
    this.sink = new SheetSink();
    this.zip.append(this.sink.stream, { name });
    return this.sink;
  }
}
