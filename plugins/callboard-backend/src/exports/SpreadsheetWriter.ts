import { Writable } from 'stream';
import { Column, Row } from './Column';
import { ExportRun } from './ExportRun';
import { SheetNames } from './SheetNames';
import { SheetWriter } from './SheetWriter';
import { WorkbookStream } from './WorkbookStream';

/** Excel's limit, the header included. */
const MAX_ROWS_PER_SHEET = 1_048_576;

/** What a sheet is called, and its columns from left to right. */
export interface Sheet {
  name: string;
  columns: readonly Column[];
  /** What the table is, in a line above its header. */
  heading?: string;
  /** Whether it summarises other sheets: its rows are not counted as exported rows. */
  isSummary?: boolean;
}

export interface SpreadsheetWriterOptions {
  /** Breaks the export off. */
  signal?: AbortSignal;
  /** Rows a sheet takes, its header included; at least 2. */
  maxRowsPerSheet?: number;
}

/**
 * Streams an .xlsx file, sheet after sheet, in memory that does not grow with
 * the number of rows: it goes no faster than the output takes it.
 *
 * Nothing is written before the first row is there: an error before it leaves
 * the output as it was. Any later one destroys the output. Either way the
 * source of the rows is told to clean up, and every further call fails with
 * the same error.
 *
 * Calls must follow one another: `sheet` once or more, then `close`.
 */
export class SpreadsheetWriter {
  readonly #run: ExportRun;
  readonly #maxRowsPerSheet: number;
  readonly #names = new SheetNames();
  #workbook: WorkbookStream | undefined;

  constructor(output: Writable, options: SpreadsheetWriterOptions = {}) {
    const { signal, maxRowsPerSheet = MAX_ROWS_PER_SHEET } = options;
    if (maxRowsPerSheet < 2 || maxRowsPerSheet > MAX_ROWS_PER_SHEET) {
      throw new RangeError(
        `A sheet takes 2 to ${MAX_ROWS_PER_SHEET} rows, not ${maxRowsPerSheet}`,
      );
    }
    this.#maxRowsPerSheet = maxRowsPerSheet;
    this.#run = new ExportRun(output, signal);
    this.#run.stopped.addEventListener(
      'abort',
      () => this.#workbook?.discard(),
      { once: true },
    );
  }

  /**
   * Writes a table. Rows that do not fit go on in sheets of the same name with
   * a number (`Raw 2`), each with the header. Without rows the header stands
   * alone.
   *
   * @throws ExportAborted when the export was broken off; RangeError for an
   *   unknown zone; whatever the source of the rows throws
   */
  async sheet(
    sheet: Sheet,
    rows: AsyncIterable<Row> | Iterable<Row>,
  ): Promise<void> {
    await this.#run.attempt(async () => {
      let writer: SheetWriter | undefined;
      for await (const row of this.#run.rows(rows)) {
        if (writer && writer.height >= this.#maxRowsPerSheet) {
          await writer.end();
          writer = undefined;
        }
        writer ??= this.#begin(sheet);
        await writer.add(row);
        if (!sheet.isSummary) this.#run.noteRow();
      }
      writer ??= this.#begin(sheet);
      await writer.end();
    });
  }

  /**
   * Completes the file, ends the output, and waits until it has taken all.
   *
   * @throws ExportAborted when the export was broken off; Error when there is
   *   no sheet, which no spreadsheet program would open
   */
  async close(): Promise<void> {
    await this.#run.attempt(async () => {
      const workbook = this.#workbook;
      if (!workbook) {
        throw new Error('A spreadsheet needs at least one sheet');
      }
      // Not waited for: it is done when exceljs has let go of the last byte,
      // the export only when the output has taken it.
      workbook.commit().catch(error => this.#run.fail(error));
      await this.#run.finished();
    });
  }

  /** Gives up on a file that will not be closed; without effect after that. */
  destroy(error: Error): void {
    this.#run.fail(error);
  }

  #begin(sheet: Sheet): SheetWriter {
    const workbook = (this.#workbook ??= this.#open());
    const name = this.#names.take(sheet.name);
    return new SheetWriter(this.#run, workbook, { ...sheet, name });
  }

  #open(): WorkbookStream {
    const workbook = new WorkbookStream(error => this.#run.fail(error));
    this.#run.begin(output => workbook.bytes.pipe(output));
    return workbook;
  }
}
