import { Worksheet } from 'exceljs';
import { PassThrough } from 'stream';
import { Column, Row } from './Column';
import { ExportRun } from './ExportRun';
import { createWorksheetCellConverter } from './createWorksheetCellConverter';
import { toCellText } from './toCellText';
import type { Sheet } from './SpreadsheetWriter';
import { WorkbookStream } from './WorkbookStream';

const bold = { font: { bold: true } };

/** In characters; wide enough for dates and times. */
const widths = { text: 24, number: 12, datetime: 20, date: 12 };

/** Space for the filter arrow beside the header. */
const FILTER_ARROW = 4;

const MAX_WIDTH = 255;

function computeColumnWidth({ header, width, kind }: Column): number {
  return Math.min(
    width ?? Math.max(widths[kind], header.length + FILTER_ARROW),
    MAX_WIDTH,
  );
}

/**
 * Writes one sheet: a bold, frozen header with a filter, then the rows. A heading above the header
 * stays in view with it.
 */
export class SheetWriter {
  readonly #run: ExportRun;
  readonly #worksheet: Worksheet;
  readonly #stream: PassThrough;
  readonly #columns: readonly Column[];
  readonly #cells: ReturnType<typeof createWorksheetCellConverter>[];
  readonly #headerAt: number;
  #height: number;

  constructor(
    run: ExportRun,
    workbook: WorkbookStream,
    { name, columns, heading }: Sheet,
  ) {
    this.#run = run;
    this.#columns = columns;
    this.#cells = columns.map(createWorksheetCellConverter);
    this.#headerAt = heading === undefined ? 1 : 2;
    this.#height = this.#headerAt;
    const { worksheet, stream } = workbook.openSheet(name, {
      views: [{ state: 'frozen', ySplit: this.#headerAt }],
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
    const header = worksheet.getRow(this.#headerAt);
    columns.forEach((column, index) => {
      const cell = header.getCell(index + 1);
      cell.value = toCellText(column.header);
      cell.style = bold;
    });
    header.commit();
  }

  /** The current number of rows of the sheet, including those above the table. */
  get height(): number {
    return this.#height;
  }

  /** Adds a row and waits for backpressure. */
  async add(values: Row): Promise<void> {
    this.#height += 1;
    const row = this.#worksheet.getRow(this.#height);
    this.#cells.forEach((toCell, index) => {
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

  /** Ends the sheet, with a filter over everything written. */
  async end(): Promise<void> {
    if (this.#columns.length > 0) {
      this.#worksheet.autoFilter = {
        from: { row: this.#headerAt, column: 1 },
        to: { row: this.#height, column: this.#columns.length },
      };
    }
    this.#worksheet.commit();
    await this.#run.waitForDrain(this.#stream);
  }
}
