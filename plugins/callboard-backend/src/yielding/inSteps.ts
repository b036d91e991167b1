import { setImmediate } from 'timers/promises';

/** Short, because concurrent work shares the budget of 50 ms per turn. */
const STEP_MS = 8;

/** Yields the same rows, and yields to the event loop whenever a step has used its time. */
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
