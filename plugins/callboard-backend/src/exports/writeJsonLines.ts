import { Writable } from 'stream';
import { chunked } from './chunked';
import { ExportRun } from './ExportRun';

async function* lines(rows: AsyncIterable<object>) {
  for await (const row of rows) {
    yield `${JSON.stringify(row)}\n`;
  }
}

/**
 * Streams rows as JSON Lines: UTF-8, one object a line, each line ended by LF;
 * nothing at all when there are no rows. Ends the output, and goes no faster
 * than it takes.
 *
 * An error before the first bytes leaves the output as it was, any later one
 * destroys it.
 *
 * @throws ExportAborted when the signal aborts or the output closes early;
 *   whatever the source of the rows throws
 */
export async function writeJsonLines(
  output: Writable,
  rows: AsyncIterable<object> | Iterable<object>,
  options: { signal?: AbortSignal } = {},
): Promise<void> {
  await ExportRun.run(output, options.signal, async run => {
    for await (const chunk of chunked(lines(run.rows(rows)))) {
      await run.write(chunk);
    }
    await run.end();
  });
}
