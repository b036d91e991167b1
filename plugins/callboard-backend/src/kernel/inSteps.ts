import { setImmediate } from 'timers/promises';

/** Short, because all concurrent work together may block the event loop for at most 50 ms. */
const STEP_MS = 8;

/** Passes the rows through, and lets other work run whenever `STEP_MS` have passed. */
export async function* iterateInSteps<T>(
  rows: AsyncIterable<T> | Iterable<T>,
): AsyncGenerator<T, void> {
  let began = performance.now();
  for await (const row of rows) {
    yield row;
    if (performance.now() - began > STEP_MS) {
      await setImmediate();
      began = performance.now();
    }
  }
}
