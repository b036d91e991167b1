import { setImmediate } from 'timers/promises';

/** Others may be at work in the same turn: 50 ms is for all of them. */
const STEP_MS = 8;

/** Yields the same rows, and lets the process do other work whenever a step has taken its time. */
export async function* inSteps<T>(
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
