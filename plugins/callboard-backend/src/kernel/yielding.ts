import { chunk } from 'lodash';
import { setImmediate, setTimeout } from 'timers/promises';

let lastTurn = Promise.resolve();

/**
 * Lets other work run. Only one waiting caller continues per turn of the event loop. Any number of
 * concurrent loops therefore blocks a turn no longer than a single loop would.
 */
export function yieldToEventLoop(): Promise<void> {
  lastTurn = lastTurn.then(() => setImmediate());
  return lastTurn;
}

/**
 * Repeats a step until it returns false or the signal aborts. After each step, pauses for as long as
 * the step took, so that other writers can use the database.
 *
 * @param step - returns whether more work is left
 */
export async function repeatWithPauses(
  signal: AbortSignal,
  step: () => Promise<boolean>,
): Promise<void> {
  let hasMore = true;
  while (hasMore && !signal.aborted) {
    const startMs = performance.now();
    hasMore = await step();
    await setTimeout(performance.now() - startMs);
  }
}

/** The number of keys per query. SQLite blocks the thread for tens of milliseconds to find them. */
const KEYS_AT_ONCE = 2_000;

/**
 * Looks up any number of keys in chunks, and yields to the event loop between queries.
 *
 * @param find - finds at most a few rows for each key
 */
export async function lookUpMany<Key, Row>(
  keys: readonly Key[],
  find: (keyChunk: Key[]) => Promise<Row[]>,
): Promise<Row[]> {
  const found: Row[] = [];
  for await (const keyChunk of iterateInChunks(keys, KEYS_AT_ONCE)) {
    found.push(...(await find(keyChunk)));
  }
  return found;
}

/**
 * How long rows are processed without yielding to the event loop. Short, because all concurrent
 * loops and requests together may block the event loop for at most 50 ms.
 */
const STEP_MS = 5;

/** Passes the rows through, and lets other work run whenever `STEP_MS` have passed. */
export async function* iterateInSteps<T>(
  rows: AsyncIterable<T> | Iterable<T>,
): AsyncGenerator<T, void> {
  let began = performance.now();
  for await (const row of rows) {
    yield row;
    if (performance.now() - began > STEP_MS) {
      await yieldToEventLoop();
      began = performance.now();
    }
  }
}

/**
 * Returns rows in chunks, and lets other work run between chunks: SQLite works in the thread of the
 * process, so a long loop would block every request.
 */
export async function* iterateInChunks<Row>(
  rows: readonly Row[],
  size: number,
): AsyncGenerator<Row[], void> {
  for (const [index, rowChunk] of chunk(rows, size).entries()) {
    if (index > 0) {
      await yieldToEventLoop();
    }
    yield rowChunk;
  }
}
