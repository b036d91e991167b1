import { Writable } from 'stream';
import { cutText } from '../database/text';
import { Column, Row } from './Column';
import { ExportRun } from './ExportRun';
import { WorkbookStream, WorksheetWriter } from './WorksheetWriter';

/** Excel's limit for the name of a worksheet, in UTF-16 units. */
const MAX_NAME_LENGTH = 31;

/**
 * Generates worksheet names that Excel accepts: at most 31 characters, without `: \ / ? * [ ]`, no
 * apostrophe at either end, and unique regardless of case. A repeated name becomes `Raw 2`, `Raw
 * 3`, ….
 */
export class WorksheetNames {
  // Reserved by Excel.
  readonly #taken = new Set<string>(['history']);

  /** Returns the preferred name or, if that is in use, a similar name. */
  take(preferred: string): string {
    const base = this.#toLegalName(preferred, MAX_NAME_LENGTH) || 'Sheet';
    let name = base;
    for (let count = 2; this.#taken.has(name.toLowerCase()); count++) {
      const suffix = ` ${count}`;
      name = this.#toLegalName(base, MAX_NAME_LENGTH - suffix.length) + suffix;
    }
    this.#taken.add(name.toLowerCase());
    return name;
  }

  #toLegalName(name: string, length: number): string {
    const unusable = /[\p{Cc}\p{Surrogate}\ufffe\uffff:\\/?*[\]]/gu;
    return cutText(name.replace(unusable, ' '), length).replace(
      /^['\s]+|['\s]+$/g,
      '',
    );
  }
}

/** Excel's limit, including the header row. */
const MAX_ROWS_PER_WORKSHEET = 1_048_576;

/** The name of a worksheet, and its columns from left to right. */
export interface WorksheetDefinition {
  name: string;
  columns: readonly Column[];
  /** The title of the table, in a row above its header. */
  heading?: string;
  /** Whether the worksheet summarises others, so that its rows do not count as exported rows. */
  isSummary?: boolean;
}

/**
 * Streams an .xlsx file, worksheet after worksheet, with memory independent of the number of rows:
 * it respects the backpressure of the output.
 *
 * Nothing is written before the first row is available: an earlier error leaves the output
 * untouched. Any later error destroys the output. In both cases the source of the rows is closed,
 * and every further call fails with the same error.
 *
 * Calls must be sequential: `writeWorksheet` once or more, then `close`.
 */
export class SpreadsheetWriter {
  readonly #run: ExportRun;
  readonly #names = new WorksheetNames();
  #workbook: WorkbookStream | undefined;

  /** @param maxRowsPerWorksheet - including the header */
  constructor(
    output: Writable,
    private readonly maxRowsPerWorksheet = MAX_ROWS_PER_WORKSHEET,
  ) {
    this.#run = new ExportRun(output);
    this.#run.stopped.addEventListener(
      'abort',
      () => this.#workbook?.discard(),
      { once: true },
    );
  }

  /**
   * Writes a table. Rows that do not fit continue in worksheets of the same name with a number
   * (`Raw 2`), each with the header. Without rows, only the header is written.
   *
   * @throws ExportAborted if the output closes early; RangeError for an unknown zone; any error of
   *   the source of the rows
   */
  async writeWorksheet(
    worksheet: WorksheetDefinition,
    rows: AsyncIterable<Row> | Iterable<Row>,
  ): Promise<void> {
    await this.#run.attempt(async () => {
      let writer: WorksheetWriter | undefined;
      for await (const row of this.#run.iterateRows(rows)) {
        if (writer && writer.height >= this.maxRowsPerWorksheet) {
          await writer.end();
          writer = undefined;
        }
        writer ??= this.#begin(worksheet);
        await writer.add(row);
        if (!worksheet.isSummary) this.#run.countRow();
      }
      writer ??= this.#begin(worksheet);
      await writer.end();
    });
  }

  /**
   * Completes the file, ends the output, and waits until everything is written.
   *
   * @throws ExportAborted if the output closes early; Error if no worksheet was written: no
   *   spreadsheet program opens such a file
   */
  async close(): Promise<void> {
    await this.#run.attempt(async () => {
      const workbook = this.#workbook;
      if (!workbook) {
        throw new Error('A spreadsheet needs at least one worksheet');
      }
      // Not awaited: `commit()` resolves when exceljs has passed on the last byte; `waitForFinish`
      // also waits until the output has received it.
      workbook.commit().catch(error => this.#run.fail(error));
      await this.#run.waitForFinish();
    });
  }

  /** Abandons an unclosed file; no effect after `close`. */
  destroy(error: Error): void {
    this.#run.fail(error);
  }

  #begin(worksheet: WorksheetDefinition): WorksheetWriter {
    const workbook = (this.#workbook ??= this.#open());
    const name = this.#names.take(worksheet.name);
    return new WorksheetWriter(this.#run, workbook, { ...worksheet, name });
  }

  #open(): WorkbookStream {
    const workbook = new WorkbookStream(error => this.#run.fail(error));
    this.#run.begin(output => workbook.bytes.pipe(output));
    return workbook;
  }
}
