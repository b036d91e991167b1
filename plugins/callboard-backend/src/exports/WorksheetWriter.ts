import {
  AddWorksheetOptions,
  stream as excel,
  Style,
  Worksheet,
} from 'exceljs';
import { PassThrough, Readable } from 'stream';
import { Column, Row, CellValue } from './Column';
import { ExportRun } from './ExportRun';
import { createWallClock, toExcelSerial } from './wallTime';
import { toCellText } from './toCellText';
import type { WorksheetDefinition } from './SpreadsheetWriter';

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

/** The content of a cell; never an object, and so never a formula. */
interface WorksheetCell {
  value: string | number | boolean;
  style: Partial<Style>;
}

// exceljs looks styles up by identity: shared styles are resolved once per file instead of once per
// cell.
const noStyle: Partial<Style> = {};

const textStyle: Partial<Style> = { numFmt: '@' };

const dateTimeStyle: Partial<Style> = { numFmt: 'yyyy-mm-dd hh:mm:ss' };

const dateStyle: Partial<Style> = { numFmt: 'yyyy-mm-dd' };

/** Older Excel versions show `####` for a longer text in a cell formatted as text. */
const MAX_LITERAL_LENGTH = 255;

const boldStyle = { font: { bold: true } };

/** The default widths of columns, in characters; wide enough for dates and times. */
const defaultWidths = { text: 24, number: 12, datetime: 20, date: 12 };

/** The width of the filter arrow beside a header, in characters. */
const FILTER_ARROW_WIDTH = 4;

/** Excel's limit for the width of a column, in characters. */
const MAX_WIDTH = 255;

/**
 * Writes one worksheet: a bold, frozen header with a filter, then the rows. A heading above the
 * header stays in view with it.
 */
export class WorksheetWriter {
  readonly #run: ExportRun;
  readonly #worksheet: Worksheet;
  readonly #stream: PassThrough;
  readonly #columns: readonly Column[];
  readonly #cellConverters: ReturnType<typeof createWorksheetCellConverter>[];
  readonly #headerRow: number;
  #height: number;

  constructor(
    run: ExportRun,
    workbook: WorkbookStream,
    { name, columns, heading }: WorksheetDefinition,
  ) {
    this.#run = run;
    this.#columns = columns;
    this.#cellConverters = columns.map(createWorksheetCellConverter);
    this.#headerRow = heading === undefined ? 1 : 2;
    this.#height = this.#headerRow;
    const { worksheet, stream } = workbook.openWorksheet(name, {
      views: [{ state: 'frozen', ySplit: this.#headerRow }],
    });
    this.#worksheet = worksheet;
    this.#stream = stream;
    worksheet.columns = columns.map(column => ({
      width: computeColumnWidth(column),
    }));
    if (heading !== undefined) {
      const row = worksheet.getRow(1);
      row.getCell(1).value = toCellText(heading);
      row.commit();
    }
    const header = worksheet.getRow(this.#headerRow);
    columns.forEach((column, index) => {
      const cell = header.getCell(index + 1);
      cell.value = toCellText(column.header);
      cell.style = boldStyle;
    });
    header.commit();
  }

  /** The current number of rows of the worksheet, including those above the table. */
  get height(): number {
    return this.#height;
  }

  /** Adds a row, and waits while the stream is full. */
  async add(values: Row): Promise<void> {
    this.#height += 1;
    const row = this.#worksheet.getRow(this.#height);
    this.#cellConverters.forEach((toCell, index) => {
      const content = toCell(values[index]);
      if (content) {
        const cell = row.getCell(index + 1);
        cell.value = content.value;
        cell.style = content.style;
      }
    });
    row.commit();
    await this.#run.waitForDrain(this.#stream);
  }

  /** Ends the worksheet, with a filter over the whole table. */
  async end(): Promise<void> {
    if (this.#columns.length > 0) {
      this.#worksheet.autoFilter = {
        from: { row: this.#headerRow, column: 1 },
        to: { row: this.#height, column: this.#columns.length },
      };
    }
    this.#worksheet.commit();
    await this.#run.waitForDrain(this.#stream);
  }
}

/**
 * Formats the cell as text, so that its content does not become a formula or a number when a user
 * edits it. Texts that older Excel versions would show as `####` get no format.
 */
function toTextCell(value: string): WorksheetCell {
  const stored = toCellText(value);
  return {
    value: stored,
    style: stored.length <= MAX_LITERAL_LENGTH ? textStyle : noStyle,
  };
}

function toPlainCell(value: CellValue): WorksheetCell | undefined {
  if (typeof value === 'string') {
    return value === '' ? undefined : toTextCell(value);
  }
  if (typeof value === 'number') {
    return Number.isFinite(value) ? { value, style: noStyle } : undefined;
  }
  return typeof value === 'boolean' ? { value, style: noStyle } : undefined;
}

function toDateCell(value: CellValue): WorksheetCell | undefined {
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) {
    const serial = toExcelSerial(Date.parse(`${value}T00:00:00Z`));
    if (serial !== undefined) {
      return { value: serial, style: dateStyle };
    }
  }
  return toPlainCell(value);
}

function createInstantConverter(zone: string) {
  const clock = createWallClock(zone);
  return (value: CellValue): WorksheetCell | undefined => {
    if (typeof value !== 'number') {
      return toPlainCell(value);
    }
    const serial = toExcelSerial(clock.getWallTime(value));
    if (serial !== undefined) {
      return { value: serial, style: dateTimeStyle };
    }
    return toPlainCell(clock.toIsoString(value));
  };
}

/**
 * Returns a function that converts a column's values to cells; undefined is an empty cell. A date
 * that spreadsheets cannot represent becomes text.
 *
 * @throws RangeError if the column has an unknown zone
 */
function createWorksheetCellConverter(
  column: Column,
): (value: CellValue) => WorksheetCell | undefined {
  switch (column.kind) {
    case 'datetime':
      return createInstantConverter(column.zone);
    case 'date':
      return toDateCell;
    default:
      return toPlainCell;
  }
}

function computeColumnWidth({ header, width, kind }: Column): number {
  return Math.min(
    width ?? Math.max(defaultWidths[kind], header.length + FILTER_ARROW_WIDTH),
    MAX_WIDTH,
  );
}
