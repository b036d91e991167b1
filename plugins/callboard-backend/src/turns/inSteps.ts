import { setImmediate } from 'timers/promises';

/** Rows as wide as they may be take a few milliseconds. */
const STEP = 50;

/** Yields the same rows, and lets the process do other work after every few. */
export async function* inSteps<T>(
  rows: AsyncIterable<T> | Iterable<T>,
): AsyncGenerator<T, void> {
  let count = 0;
  for await (const row of rows) {
    yield row;
    count += 1;
    if (count % STEP === 0) {
      await setImmediate();
    }
  }
}
