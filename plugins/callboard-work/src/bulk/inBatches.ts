/** What the server takes at once. */
export const MOST = 100;

/** What became of a change to many items. */
export interface BatchOutcome {
  changed: number;
  /** Those that were not reached; none when all went well. */
  left: readonly string[];
  /** Why it ended before its end. */
  error?: unknown;
}

/**
 * Does something to any number of items, as many at once as the server takes.
 * A step is done to all in it or to none; the first one that fails is the last.
 */
export async function inBatches(
  ids: readonly string[],
  send: (ids: string[]) => Promise<{ changed: number }>,
  onProgress: (done: number) => void,
): Promise<BatchOutcome> {
  let [changed, done] = [0, 0];
  while (done < ids.length) {
    onProgress(done);
    const batch = ids.slice(done, done + MOST);
    try {
      changed += (await send(batch)).changed;
    } catch (error) {
      return { changed, left: ids.slice(done), error };
    }
    done += batch.length;
  }
  return { changed, left: [] };
}
