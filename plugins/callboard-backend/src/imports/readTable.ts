import { maxBy } from 'lodash';
import { createReadStream } from 'fs';
import { open } from 'fs/promises';
import { UploadedFile } from '../http/readUpload';
import {
  createFileError,
  RawRow,
  ImportTable,
  MAX_ROW_CELLS,
} from './ImportTable';
import { iterateInSteps } from '../kernel/yielding';
import { TableBuilder, TableOptions } from './TableBuilder';
import { readWorkbook } from './xlsx/readWorkbook';
import { restoreNeutralised } from '../exports';

/**
 * The maximum length of a row, in characters. No table has longer rows; without the limit, an
 * unclosed quotation mark would put the rest of the file into one cell.
 */
const MAX_ROW_LENGTH = 1024 * 1024;

/** A non-blank row of CSV text. */
interface CsvRow {
  /** The row number. Counts blank lines, but not line breaks in quotes. */
  row: number;
  cells: string[];
}

/**
 * Splits CSV text (RFC 4180) into its rows. Lines end in CRLF, LF or CR. A quotation mark that does
 * not open a cell is text, as in `27" screen`, and so is anything after a closing quotation mark.
 *
 * csv-parse is not used: for each row that is shorter or longer than the first, it creates an error
 * with a stack, which no option prevents. 90,000 such rows take 6 s there, and 0.03 s here.
 *
 * @throws InputError for an unterminated row, or one with too many cells
 */
class CsvSplitter {
  readonly #tokens: RegExp;
  #row: number;
  #rowLength = 0;
  #cells: string[] = [];
  #cell = '';
  #isQuoted = false;
  /** Whether the last character closed a quoted cell; another quotation mark reopens it. */
  #isClosed = false;
  /** Whether the last character was CR; an LF after it does not start another row. */
  #isAfterReturn = false;

  /** @param firstRow - the number of the first row of the text */
  constructor(private readonly delimiter: string, firstRow: number) {
    this.#row = firstRow;
    const special = `"\r\n${delimiter}`;
    this.#tokens = new RegExp(`[^${special}]+|[${special}]`, 'g');
  }

  /** Splits the next piece of the text. */
  *push(piece: string): Generator<CsvRow, void> {
    for (const [token] of piece.matchAll(this.#tokens)) {
      const isSecondOfPair = token === '\n' && this.#isAfterReturn;
      this.#isAfterReturn = token === '\r';
      this.#rowLength += token.length;
      if (this.#rowLength > MAX_ROW_LENGTH) {
        throw createIncompleteRowError();
      }
      if (token === '"') {
        this.#addQuote();
      } else if (this.#isQuoted) {
        this.#cell += token;
      } else if (token === this.delimiter) {
        this.#endCell();
      } else if (token !== '\n' && token !== '\r') {
        this.#cell += token;
        this.#isClosed = false;
      } else if (!isSecondOfPair) {
        yield* this.#endRow();
      }
    }
  }

  *end(): Generator<CsvRow, void> {
    if (this.#isQuoted) {
      throw createIncompleteRowError();
    }
    yield* this.#endRow();
  }

  #addQuote(): void {
    if (this.#isQuoted) {
      this.#isQuoted = false;
      this.#isClosed = true;
    } else if (this.#isClosed) {
      this.#cell += '"';
      this.#isQuoted = true;
      this.#isClosed = false;
    } else if (this.#cell === '') {
      this.#isQuoted = true;
    } else {
      this.#cell += '"';
    }
  }

  #endCell(): void {
    this.#cells.push(this.#cell);
    this.#cell = '';
    this.#isClosed = false;
    if (this.#cells.length > MAX_ROW_CELLS) {
      throw createFileError(`has a row of more than ${MAX_ROW_CELLS} cells`);
    }
  }

  *#endRow(): Generator<CsvRow, void> {
    const isBlank = this.#cells.length === 0 && this.#cell === '';
    if (!isBlank) {
      this.#endCell();
      yield { row: this.#row, cells: this.#cells };
      this.#cells = [];
    }
    this.#isClosed = false;
    this.#row += 1;
    this.#rowLength = 0;
  }
}

/**
 * The size of the pieces in which a file is read. Small, because a piece with thousands of rows
 * blocks the thread.
 */
const PIECE_BYTES = 4096;

/** The maximum number of rows, including rows of empty cells, which the table skips. */
const MAX_ROWS = 100_000;

/** The possible delimiters, the most likely first. */
const DELIMITERS = [',', ';', '\t', '|'];

/** A first line with the delimiter, as Excel reads and writes it. */
const delimiterLine = /^sep=([,;\t|])(?:\r\n?|\n)/i;

/** A cell that Excel is forced to read as text, such as `="04811"`. */
const textFormula = /^="([^"]*)"$/;

/**
 * Reads the rows of a CSV file, numbered from 1. Blank lines are skipped, but have a row number.
 * The delimiter comes from a first line such as `sep=;`, or is the most frequent one in the header
 * line. The apostrophe that the export adds to apparent formulas is removed.
 *
 * @throws InputError for a file that is not CSV
 */
async function* readCsv(path: string): AsyncGenerator<RawRow> {
  let rowCount = 0;
  for await (const { row, cells } of splitRows(path)) {
    rowCount += 1;
    if (rowCount > MAX_ROWS) {
      throw createFileError(`has more than ${MAX_ROWS} rows`);
    }
    yield {
      row,
      cells: cells.map(
        cell => textFormula.exec(cell)?.[1] ?? restoreNeutralised(cell),
      ),
    };
  }
}

async function* splitRows(path: string): AsyncGenerator<CsvRow> {
  let splitter: CsvSplitter | undefined;
  for await (const piece of decodeCsv(path)) {
    if (piece.includes('\u0000')) {
      throw createFileError('must not contain U+0000');
    }
    if (splitter) {
      yield* splitter.push(piece);
    } else if (piece) {
      const [line, declaredDelimiter] = delimiterLine.exec(piece) ?? [''];
      splitter = declaredDelimiter
        ? new CsvSplitter(declaredDelimiter, 2)
        : new CsvSplitter(findDelimiter(piece), 1);
      yield* splitter.push(piece.slice(line.length));
    }
  }
  if (splitter) {
    yield* splitter.end();
  }
}

function findDelimiter(text: string): string {
  const [header] = text
    .trimStart()
    .replace(/"[^"]*"/g, '')
    .split(/[\r\n]/, 1);
  return maxBy(DELIMITERS, delimiter => header.split(delimiter).length)!;
}

function createIncompleteRowError(): Error {
  return createFileError(
    'has an unclosed quotation mark or an incomplete last row',
  );
}

/**
 * The text of a file, without its byte order mark. Detects UTF-16 by that mark. Files that are not
 * valid UTF-8 are read as Windows-1252.
 */
async function* decodeCsv(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(await findEncoding(path));
  for await (const bytes of readPieces(path)) {
    yield decoder.decode(bytes, { stream: true });
  }
  yield decoder.decode();
}

async function findEncoding(path: string): Promise<string> {
  const [first, second] = await readFirstBytes(path, 2);
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return (await isUtf8(path)) ? 'utf-8' : 'windows-1252';
}

/** Reads the first bytes of a file, fewer if it is shorter. */
async function readFirstBytes(path: string, count: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(count));
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function isUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const bytes of readPieces(path)) {
      decoder.decode(bytes, { stream: true });
    }
    decoder.decode();
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function readPieces(path: string): AsyncIterable<Buffer> {
  return createReadStream(path, { highWaterMark: PIECE_BYTES });
}

/** The first bytes of every non-empty ZIP archive. */
const ZIP_SIGNATURE = Buffer.from('PK\u0003\u0004', 'latin1');

/**
 * Reads the table in a CSV file, or in the first worksheet of an XLSX file with a recognised
 * header; the format is detected from the content. Retains only the returned rows in memory.
 *
 * @throws InputError with the reason, if the file contains no table
 */
export async function readTable(
  file: UploadedFile,
  options: TableOptions,
): Promise<ImportTable> {
  const start = await readFirstBytes(file.path, ZIP_SIGNATURE.length);
  if (start.length === 0) {
    throw createFileError('is empty');
  }
  const worksheets = start.equals(ZIP_SIGNATURE)
    ? readWorkbook(file.path, options)
    : [readCsv(file.path)];
  let firstTable: TableBuilder | undefined;
  for await (const rows of worksheets) {
    const table = await buildTable(rows, options);
    if (table.hasHeader) {
      return table.finish();
    }
    firstTable ??= table;
  }
  if (options.acceptsAnyHeader) {
    return readTable(file, {
      ...options,
      isHeader: columns => columns.length > 1,
      acceptsAnyHeader: false,
    });
  }
  return (firstTable ?? new TableBuilder(options)).finish();
}

async function buildTable(
  rows: Iterable<RawRow> | AsyncIterable<RawRow>,
  options: TableOptions,
): Promise<TableBuilder> {
  const table = new TableBuilder(options);
  for await (const row of iterateInSteps(rows)) {
    table.add(row);
    if (table.isHeaderMissing) break;
  }
  return table;
}
