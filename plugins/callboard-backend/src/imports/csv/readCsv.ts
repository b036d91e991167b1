import { CsvError, parse } from 'csv-parse';
import { createReadStream } from 'fs';
import { pipeline, Readable } from 'stream';
import { restore } from '../../exports';
import { decodeUtf8, NOT_UTF8 } from '../decodeUtf8';
import { fileError } from '../fileError';
import { RawRow } from '../RawRow';
import { boundRows } from './boundRows';

/** Longer than a row of any table; else a quote left open takes the whole file. */
const MAX_RECORD_LENGTH = 1024 * 1024;

/** Blank ones are passed over, but not for ever: each costs up to 30 µs. */
const MAX_RECORDS = 100_000;

/** Small, because a piece with thousands of records holds up everybody else. */
const PIECE_BYTES = 4096;

/**
 * The records of a CSV file in UTF-8, numbered from 1, blank ones included.
 * Lines may end in CRLF, LF or CR. Cells are divided by commas, or by
 * semicolons where the header has no comma. An apostrophe that the export puts
 * in front of what looks like a formula is taken away again.
 *
 * @throws InputError for what is not CSV
 */
export async function* readCsv(path: string): AsyncGenerator<RawRow> {
  try {
    const text = textOf(path);
    const { value: start = '' } = await text.next();
    const delimiter = delimiterOf(start);
    const parser = parse({
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      max_record_size: MAX_RECORD_LENGTH,
    });
    // Its errors reach the loop below, through the parser.
    const bounded = boundRows(joined(start, text), delimiter);
    pipeline(Readable.from(bounded), parser, () => {});
    let row = 0;
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1;
      if (row > MAX_RECORDS) {
        throw fileError(`has more than ${MAX_RECORDS} lines`);
      }
      yield { row, cells: cells.map(restore) };
    }
  } catch (error) {
    throw error instanceof CsvError ? fileError(reasonOf(error)) : error;
  }
}

/** Text that can be CSV. */
async function* textOf(path: string): AsyncGenerator<string, void> {
  try {
    const bytes = createReadStream(path, { highWaterMark: PIECE_BYTES });
    for await (const text of decodeUtf8(bytes)) {
      if (text.includes('\u0000')) {
        throw fileError('must not contain U+0000');
      }
      yield text;
    }
  } catch (error) {
    throw (error as { code?: string }).code === NOT_UTF8
      ? fileError('is neither an XLSX spreadsheet nor CSV in UTF-8')
      : error;
  }
}

async function* joined(start: string, rest: AsyncIterable<string>) {
  yield start;
  yield* rest;
}

/** Where the comma is the decimal sign, Excel writes semicolons instead. */
function delimiterOf(text: string): ',' | ';' {
  const [header] = text.trimStart().split(/[\r\n]/, 1);
  return header.includes(',') || !header.includes(';') ? ',' : ';';
}

function reasonOf({ code, lines }: CsvError & { lines?: number }): string {
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
    case 'CSV_MAX_RECORD_SIZE':
      return 'has a quotation mark that is not closed, or a row without end';
    default:
      return `has a quotation mark in the wrong place, in line ${lines}`;
  }
}
