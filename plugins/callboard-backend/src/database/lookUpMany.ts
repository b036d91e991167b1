import { inChunks } from '../yielding/inChunks';

/** SQLite answers nobody while it looks so many up, some tens of milliseconds. */
const KEYS_AT_ONCE = 2_000;

/**
 * Looks any number of things up, some with each query, and lets others have their
 * turn between two of them.
 *
 * @param find - finds at most a few rows for each key
 */
export async function lookUpMany<Key, Row>(
  keys: readonly Key[],
  find: (some: Key[]) => Promise<Row[]>,
): Promise<Row[]> {
  const found: Row[] = [];
  for await (const some of inChunks(keys, KEYS_AT_ONCE)) {
    found.push(...(await find(some)));
  }
  return found;
}
