import { iterateInChunks } from '../kernel/iterateInChunks';

/** SQLite blocks the thread while it looks up so many, some tens of milliseconds. */
const KEYS_AT_ONCE = 2_000;

/**
 * Looks up any number of keys, some with each query, and yields to the event loop in between.
 *
 * @param find - finds at most a few rows for each key
 */
export async function lookUpMany<Key, Row>(
  keys: readonly Key[],
  find: (some: Key[]) => Promise<Row[]>,
): Promise<Row[]> {
  const found: Row[] = [];
  for await (const some of iterateInChunks(keys, KEYS_AT_ONCE)) {
    found.push(...(await find(some)));
  }
  return found;
}
