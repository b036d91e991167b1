import { chunk } from 'lodash';
import { setImmediate } from 'timers/promises';

/**
 * Yields rows in chunks, and yields to the event loop in between: SQLite works in the thread of the
 * process, so a long loop would block every request.
 *
 * @param size - the number of rows per chunk; the last may have fewer
 */
export async function* iterateInChunks<Row>(
  rows: readonly Row[],
  size: number,
): AsyncGenerator<Row[], void> {
  for (const [index, some] of chunk(rows, size).entries()) {
    if (index > 0) {
      await setImmediate();
    }
    yield some;
  }
}
