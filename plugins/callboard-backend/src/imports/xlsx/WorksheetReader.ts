import { toWallTime } from '../../exports/wallTime';
import {
  BadCell,
  MAX_ROW_CELLS,
  MAX_TEXT_LENGTH,
  createTooMuchTextError,
  findSpreadsheetError,
} from '../ImportTable';
import { decodeCellText, TextCollector } from './TextCollector';
import { NumberFormat } from './parseNumberFormat';
import { XmlHandler } from './parseXml';

/** The serial number of 1904-01-01, which is day 0 in workbooks that count from that date. */
const DAYS_TO_1904 = 1462;

const SECONDS_PER_DAY = 86_400;

/** The maximum number of days of a duration; no plausible duration is longer. */
const MAX_ELAPSED_DAYS = 100_000;

/** Specifies how to read the numbers of a workbook. */
interface NumberOptions {
  /** Whether days are counted from 1904. */
  is1904: boolean;
  /**
   * Whether to read times. If true, dates include their time of day if the format shows it, and
   * times of day and durations become `h:mm:ss`. If false, dates are days, and times are numbers.
   */
  withTimes: boolean;
}

/** The text of a cell, or the index of the shared string that it shows. */
type ReadCell = string | number | BadCell;

/** A non-blank row. Of the cells beyond the last supported column, only the last is stored. */
export interface WorksheetRow {
  row: number;
  cells: Array<ReadCell | undefined>;
}

const plain: NumberFormat = { kind: 'plain' };

/** Excel's limit. */
const MAX_WORKSHEET_ROWS = 1_048_576;

/** Parses the XML of a worksheet, up to a number of rows. */
export class WorksheetReader implements XmlHandler {
  readonly rows: WorksheetRow[] = [];
  readonly sharedStrings = new Set<number>();
  readonly #text = new TextCollector();
  #textLength = 0;
  #isInRows = false;
  #row: WorksheetRow = { row: 0, cells: [] };
  /** The column of the current cell, from 0. */
  #column = -1;
  #type: string | undefined;
  #format = plain;
  #isFormula = false;

  constructor(
    private readonly workbook: { formats: NumberFormat[] } & NumberOptions,
    private readonly limits: { maxRows: number; maxColumns: number },
  ) {}

  get isDone(): boolean {
    return this.rows.length >= this.limits.maxRows;
  }

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'sheetData') {
      this.#isInRows = true;
    } else if (!this.#isInRows) {
      return;
    } else if (name === 'row') {
      this.#beginRow(attributes);
    } else if (name === 'c') {
      this.#beginCell(attributes);
    } else if (name === 'f') {
      this.#isFormula = true;
    } else {
      this.#text.open(name);
    }
  }

  addText(text: string): void {
    this.#text.add(text);
  }

  close(name: string): void {
    if (name === 'sheetData') {
      this.#isInRows = false;
    } else if (!this.#isInRows) {
      return;
    } else if (name === 'row') {
      this.#endRow();
    } else if (name === 'c') {
      this.#endCell();
    } else {
      this.#text.close(name);
    }
  }

  #beginRow({ r }: Record<string, string>): void {
    const row = r === undefined ? this.#row.row + 1 : Number(r);
    const isNext = Number.isInteger(row) && row > this.#row.row;
    if (!isNext || row > MAX_WORKSHEET_ROWS) {
      throw new Error(`The row number ${r} is invalid or out of order`);
    }
    this.#row = { row, cells: [] };
    this.#column = -1;
  }

  #endRow(): void {
    if (this.#row.cells.length > 0 && !this.isDone) {
      this.rows.push(this.#row);
    }
  }

  #beginCell({ r, t, s }: Record<string, string>): void {
    const column = r === undefined ? this.#column + 1 : parseColumn(r);
    if (!(column < MAX_ROW_CELLS)) {
      throw new Error(`The cell reference ${r} is invalid`);
    }
    this.#column = column;
    this.#type = t;
    this.#format = (s && this.workbook.formats[Number(s)]) || plain;
    this.#isFormula = false;
    this.#text.reset();
  }

  #endCell(): void {
    const cell = this.#parseCell(this.#text.text);
    if (cell === undefined || cell === '') {
      return;
    }
    if (typeof cell === 'string') {
      this.#textLength += cell.length;
      if (this.#textLength > MAX_TEXT_LENGTH) {
        throw createTooMuchTextError();
      }
    } else if (typeof cell === 'number') {
      this.sharedStrings.add(cell);
    }
    this.#row.cells[Math.min(this.#column, this.limits.maxColumns)] = cell;
  }

  /** Parses a cell by its type (ECMA-376 part 1, ST_CellType); a missing type means a number. */
  #parseCell(raw: string | undefined): ReadCell | undefined {
    switch (this.#type) {
      case 's':
        return raw && Number(raw);
      case 'str':
      case 'inlineStr':
        return raw && decodeCellText(raw);
      case 'b':
        return raw && String(raw === '1');
      case 'e': {
        const error = findSpreadsheetError(raw ?? '');
        return new BadCell(
          error ? `contains the error ${error}` : 'contains an error',
        );
      }
      case 'd':
        return this.workbook.withTimes ? raw : raw?.slice(0, 10);
      default:
        return raw
          ? formatNumberCell(raw, this.#format, this.workbook)
          : this.#findMissingResult();
    }
  }

  /** Reports a formula without a result, as written by programs that cannot calculate. */
  #findMissingResult(): BadCell | undefined {
    return this.#isFormula
      ? new BadCell('contains a formula without a result')
      : undefined;
  }
}

/** The column in a reference such as `AB12`, from 0; `NaN` if the reference is invalid. */
function parseColumn(reference: string): number {
  const [, letters] = /^([A-Z]{1,3})\d{1,7}$/.exec(reference) ?? [];
  if (!letters) {
    return NaN;
  }
  // The letters are digits in base 26, from A = 1.
  return (
    [...letters].reduce(
      (sum, letter) => sum * 26 + letter.charCodeAt(0) - 64,
      0,
    ) - 1
  );
}

/**
 * Formats the number of a cell: dates and times as `withTimes` specifies, other numbers in decimal
 * digits. Numbers with more than `MAX_DIGITS` digits get an exponent.
 *
 * @param raw - the number in the file
 */
function formatNumberCell(
  raw: string,
  format: NumberFormat,
  { is1904, withTimes }: NumberOptions,
): string | BadCell {
  const value = Number(raw);
  if (!Number.isFinite(value)) {
    return new BadCell('does not contain a valid number');
  }
  const serial = is1904 ? value + DAYS_TO_1904 : value;
  switch (format.kind) {
    case 'date':
      return formatSerialDate(serial);
    case 'date-time':
      return withTimes
        ? formatSerialDateTime(serial)
        : formatSerialDate(serial);
    case 'time':
      return withTimes
        ? formatTime(Math.round(value * SECONDS_PER_DAY) % SECONDS_PER_DAY)
        : formatPlainNumber(value);
    case 'elapsed':
      return withTimes && Math.abs(value) < MAX_ELAPSED_DAYS
        ? formatTime(Math.round(value * SECONDS_PER_DAY))
        : formatPlainNumber(value);
    case 'digits':
      return (
        (value < 0 ? '-' : '') +
        formatPlainNumber(Math.abs(value)).padStart(format.count, '0')
      );
    default:
      return formatPlainNumber(value);
  }
}

function formatSerialDate(serial: number): string | BadCell {
  const midnight = toWallTime(Math.floor(serial));
  return midnight === undefined
    ? new BadCell('does not contain a valid date')
    : new Date(midnight).toISOString().slice(0, 10);
}

function formatSerialDateTime(serial: number): string | BadCell {
  const time = toWallTime(serial);
  return time === undefined
    ? formatSerialDate(serial)
    : new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}

/** Seconds as `h:mm:ss`. */
function formatTime(seconds: number): string {
  const whole = Math.abs(seconds);
  const padTwoDigits = (part: number) => String(part % 60).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  const hours = Math.floor(minutes / 60);
  const sign = seconds < 0 ? '-' : '';
  return `${sign}${hours}:${padTwoDigits(minutes)}:${padTwoDigits(whole)}`;
}

/** The number of digits that spreadsheets store. */
const MAX_DIGITS = 15;

/** Longer numbers have lost digits. Their exponent makes imports reject them as ids and phones. */
function formatPlainNumber(value: number): string {
  if (Math.abs(value) >= 10 ** MAX_DIGITS) {
    return value.toExponential();
  }
  const text = String(value);
  return text.includes('e')
    ? value.toLocaleString('en-US', {
        useGrouping: false,
        maximumSignificantDigits: 17,
      })
    : text;
}
