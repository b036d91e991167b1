import { chunk } from 'lodash';
import { setImmediate } from 'timers/promises';

/**
 * Rows, so many at a time, and everybody else's turn in between: SQLite works in
 * the thread of the process, and what goes on without a pause holds up all.
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
