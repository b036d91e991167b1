import { chunk } from 'lodash';
import { setImmediate } from 'timers/promises';

/**
 * Yields rows in chunks, and lets the process do other work between two of them:
 * SQLite works in the thread of the process, so a long loop would hold up every
 * request.
 *
 * @param size - how many rows a chunk has; the last may have fewer
 */
export async function* inChunks<Row>(
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
