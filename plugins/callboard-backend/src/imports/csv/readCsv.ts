import { maxBy } from 'lodash';
import { restore } from '../../exports';
import { createFileError } from '../createFileError';
import { RawRow } from '../RawRow';
import { CsvRow, CsvSplitter } from './CsvSplitter';
import { decodeCsv } from './decodeCsv';

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
