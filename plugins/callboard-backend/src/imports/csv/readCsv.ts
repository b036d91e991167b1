import { maxBy } from 'lodash';
import { createReadStream } from 'fs';
import { open } from 'fs/promises';
import { restore } from '../../exports';
import { createFileError } from '../createFileError';
import { RawRow } from '../RawRow';
import { CsvRow, CsvSplitter } from './CsvSplitter';

/** Small, because a piece with thousands of rows blocks the thread. */
const PIECE_BYTES = 4096;

/**
 * The text of a file in UTF-8, or in UTF-16 with a byte order mark, or otherwise in Windows-1252, without
 * its byte order mark.
 */
async function* decodeCsv(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(await findEncoding(path));
  for await (const bytes of readPieces(path)) {
    yield decoder.decode(bytes, { stream: true });
  }
  yield decoder.decode();
}

async function findEncoding(path: string): Promise<string> {
  const [first, second] = await readByteOrderMark(path);
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return (await isUtf8(path)) ? 'utf-8' : 'windows-1252';
}

async function readByteOrderMark(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    return (await file.read(Buffer.alloc(2))).buffer;
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

/** Limits the number of skipped empty rows. */
const MAX_ROWS = 100_000;

/** The most likely first. */
const DELIMITERS = [',', ';', '\t', '|'];

/** A first line with the delimiter, as Excel reads and writes it. */
const delimiterLine = /^sep=([,;\t|])(?:\r\n?|\n)/i;

/** A cell that Excel is forced to read as text, such as `="04811"`. */
const textFormula = /^="([^"]*)"$/;

/**
 * The rows of a CSV file, numbered from 1; blank lines count and are skipped. The delimiter comes
 * from a first line such as `sep=;`, or is the most frequent one in the header line. The apostrophe
 * that the export adds to apparent formulas is removed.
 *
 * @throws InputError for a file that is not CSV
 */
export async function* readCsv(path: string): AsyncGenerator<RawRow> {
  let rows = 0;
  for await (const { row, cells } of splitRows(path)) {
    rows += 1;
    if (rows > MAX_ROWS) {
      throw createFileError(`has more than ${MAX_ROWS} rows`);
    }
    yield {
      row,
      cells: cells.map(cell => textFormula.exec(cell)?.[1] ?? restore(cell)),
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
      const [line, named] = delimiterLine.exec(piece) ?? [''];
      splitter = named
        ? new CsvSplitter(named, 2)
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
  return maxBy(DELIMITERS, one => header.split(one).length)!;
}
