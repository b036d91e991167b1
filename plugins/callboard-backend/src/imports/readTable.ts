import { sortBy } from 'lodash';
import { createReadStream } from 'fs';
import { open } from 'fs/promises';
import { UploadedFile } from '../http/readUpload';
import { CsvRow, CsvSplitter, findLastClosingLine } from './CsvSplitter';
import { BadCell, createFileError, RawRow, ImportTable } from './ImportTable';
import { iterateInSteps } from '../kernel/yielding';
import {
  findColumnNames,
  MAX_HEADER_ROW,
  TableBuilder,
  TableOptions,
} from './TableBuilder';
import { readWorkbook } from './xlsx/readWorkbook';
import { restoreNeutralised } from '../exports';

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
 * The delimiter comes from a first line such as `sep=;`, or from the header line. The apostrophe
 * that the export adds to apparent formulas is removed.
 *
 * @throws InputError for too many rows
 */
async function* readCsv(
  path: string,
  isHeader: TableOptions['isHeader'],
): AsyncGenerator<RawRow> {
  let rowCount = 0;
  for await (const { cells, ...row } of splitRows(path, isHeader)) {
    rowCount += 1;
    if (rowCount > MAX_ROWS) {
      throw createFileError(`has more than ${MAX_ROWS} rows`);
    }
    yield { ...row, cells: cells.map(readCsvCell) };
  }
}

function readCsvCell(cell: string): string | BadCell {
  return cell.includes('\u0000')
    ? new BadCell('must not contain U+0000')
    : textFormula.exec(cell)?.[1] ?? restoreNeutralised(cell);
}

async function* splitRows(
  path: string,
  isHeader: TableOptions['isHeader'],
): AsyncGenerator<CsvRow> {
  const encoding = await findEncoding(path);
  const start = await readStart(decodeCsv(path, encoding));
  const [{ length: offset }, declared] = delimiterLine.exec(start) ?? [''];
  const delimiter = declared ?? findDelimiter(start, isHeader);
  const splitter = new CsvSplitter(
    delimiter,
    { row: declared ? 2 : 1, offset },
    await findLastClosingLine(decodeCsv(path, encoding), delimiter),
  );
  let skipped = 0;
  for await (const piece of decodeCsv(path, encoding)) {
    yield* splitter.push(piece.slice(offset - skipped));
    skipped = Math.min(offset, skipped + piece.length);
  }
  yield* splitter.end();
}

/** The maximum length of the text that shows the delimiter, in characters. */
const MAX_START_LENGTH = 64 * 1024;

const lineBreak = /\r\n?|\n/;

/** Reads the lines that can be the header. */
async function readStart(pieces: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) {
    text += piece;
    const lines = text.split(lineBreak, MAX_HEADER_ROW + 1);
    if (lines.length > MAX_HEADER_ROW || text.length > MAX_START_LENGTH) break;
  }
  return text;
}

/** Returns the delimiter that makes a line a header, else the most frequent in the first line. */
function findDelimiter(
  start: string,
  isHeader: TableOptions['isHeader'],
): string {
  for (const line of start.split(lineBreak, MAX_HEADER_ROW)) {
    for (const delimiter of rankDelimiters(line)) {
      const splitter = new CsvSplitter(delimiter);
      const [row] = [...splitter.push(line), ...splitter.end()];
      const names = row ? findColumnNames(row.cells.map(readCsvCell)) : [];
      if (names.length === 0) break;
      if (isHeader(names)) {
        return delimiter;
      }
    }
  }
  return rankDelimiters(start)[0];
}

/** Sorts the delimiters by their frequency in the first line of a text, outside of quotes. */
function rankDelimiters(text: string): string[] {
  const [line] = text
    .trimStart()
    .replace(/"[^"]*"/g, '')
    .split(lineBreak, 1);
  return sortBy(DELIMITERS, delimiter => -line.split(delimiter).length);
}

/** The text of a file, without its byte order mark. */
async function* decodeCsv(
  path: string,
  encoding: string,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const bytes of readPieces(path)) {
    yield decoder.decode(bytes, { stream: true });
  }
  yield decoder.decode();
}

/**
 * Detects UTF-16 by its byte order mark. Files that are not valid UTF-8 are read as Windows-1252.
 */
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
 * Reads the table of a CSV file. Of an XLSX file, reads the first worksheet with a recognised header.
 * Detects the format from the content. Retains only the returned rows in memory.
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
    : [readCsv(file.path, options.isHeader)];
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
