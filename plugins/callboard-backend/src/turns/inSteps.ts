import { setImmediate } from 'timers/promises';

/** Rows as wide as they may be take a few milliseconds. */
const STEP = 50;

/** The same rows, and everybody else's turn after every few of them. */
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
