import { MAX_BULK } from '@callboard/plugin-callboard-common';

/** What became of a change to many items. @public */
export interface BatchOutcome<Item, Answer> {
  /** What the server said of each step. */
  answers: readonly Answer[];
  /** Those that were not reached; none when all went well. */
  left: readonly Item[];
  /** Why it ended before its end. */
  error?: unknown;
}

/**
 * Does something to any number of items, as many at once as the server takes.
 * A step is done to all in it or to none; the first one that fails is the last.
 *
 * @param most - how many the server takes at once
 * @public
 */
export async function inBatches<Item, Answer>(
  items: readonly Item[],
  send: (batch: Item[]) => Promise<Answer>,
  onProgress: (done: number) => void,
  most: number = MAX_BULK,
): Promise<BatchOutcome<Item, Answer>> {
  const answers: Answer[] = [];
  let done = 0;
  while (done < items.length) {
    onProgress(done);
    const batch = items.slice(done, done + most);
    try {
      answers.push(await send(batch));
    } catch (error) {
      return { answers, left: items.slice(done), error };
    }
    done += batch.length;
  }
  return { answers, left: [] };
}
