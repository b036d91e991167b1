import { Writable } from 'stream';
import { ExportRun } from './ExportRun';

/**
 * Writes a whole file that is in memory, and ends the output.
 *
 * @throws ExportAborted if the output closes early
 */
export async function writeBytes(
  output: Writable,
  bytes: Buffer,
): Promise<void> {
  await ExportRun.run(output, async run => {
    run.begin(stream => stream.write(bytes));
    await run.end();
  });
}

export const toJsonLine = (row: object) => `${JSON.stringify(row)}\n`;

/**
 * Streams rows as JSON Lines: UTF-8, one object per line, each line ended by LF. Without rows, the
 * file is empty.
 *
 * @param isRow - false for lines that do not count as rows
 * @see writeTexts for backpressure and errors
 */
export async function writeJsonLines(
  output: Writable,
  rows: AsyncIterable<object> | Iterable<object>,
  isRow?: (line: object) => boolean,
): Promise<void> {
  await writeTexts(output, rows, toJsonLine, isRow);
}

/** The minimum chunk length, in characters. Shorter chunks would become small network packets. */
const CHUNK_LENGTH = 64 * 1024;

/** Combines short texts into chunks of at least `CHUNK_LENGTH`; the last one may be shorter. */
export async function* combineChunks(
  texts: AsyncIterable<string>,
): AsyncGenerator<string, void> {
  let chunk = '';
  for await (const text of texts) {
    chunk += text;
    if (chunk.length >= CHUNK_LENGTH) {
      yield chunk;
      chunk = '';
    }
  }
  if (chunk) {
    yield chunk;
  }
}

/**
 * Streams rows as texts in UTF-8. Ends the output, and respects its backpressure.
 *
 * An error before the first bytes leaves the output untouched, any later one destroys it.
 *
 * @throws ExportAborted if the output closes early; any error of the source of the rows
 */
export async function writeTexts<T>(
  output: Writable,
  rows: AsyncIterable<T> | Iterable<T>,
  toText: (row: T) => string,
  isRow: (row: T) => boolean = () => true,
): Promise<void> {
  await ExportRun.run(output, async run => {
    const texts = formatRows(run, rows, toText, isRow);
    for await (const chunk of combineChunks(texts)) {
      await run.write(chunk);
    }
    await run.end();
  });
}

async function* formatRows<T>(
  run: ExportRun,
  rows: AsyncIterable<T> | Iterable<T>,
  toText: (row: T) => string,
  isRow: (row: T) => boolean,
) {
  for await (const row of run.iterateRows(rows)) {
    if (isRow(row)) run.countRow();
    yield toText(row);
  }
}
