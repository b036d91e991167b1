import { Writable } from 'stream';
import { combineChunks } from './combineChunks';
import { ExportRun } from './ExportRun';

/**
 * Streams rows as texts in UTF-8. Ends the output, and respects its backpressure.
 *
 * An error before the first bytes leaves the output untouched, any later one destroys it.
 *
 * @throws ExportAborted if the signal aborts or the output closes early; any error of the source of
 *   the rows
 */
export async function writeTexts<T>(
  output: Writable,
  rows: AsyncIterable<T> | Iterable<T>,
  toText: (row: T) => string,
  options: { signal?: AbortSignal } = {},
): Promise<void> {
  await ExportRun.run(output, options.signal, async run => {
    const texts = formatRows(run, rows, toText);
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
) {
  for await (const row of run.iterateRows(rows)) {
    run.countRow();
    yield toText(row);
  }
}
