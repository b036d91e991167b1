import { MAX_BULK } from '@callboard/plugin-callboard-common';

/** The result of a bulk action. @public */
export interface BatchOutcome<Item, Answer> {
  /** The response to each batch. */
  answers: readonly Answer[];
  /** The items that were not processed; empty if every batch succeeded. */
  left: readonly Item[];
  /** The error that ended the action early. */
  error?: unknown;
}

/**
 * Processes any number of items in batches of the size the server accepts. Each batch succeeds or
 * fails as a whole. Stops at the first failure.
 *
 * @param batchSize - maximum number of items in one batch
 * @public
 */
export async function sendInBatches<Item, Answer>(
  items: readonly Item[],
  send: (batch: Item[]) => Promise<Answer>,
  onProgress: (done: number) => void,
  batchSize: number = MAX_BULK,
): Promise<BatchOutcome<Item, Answer>> {
  const answers: Answer[] = [];
  let done = 0;
  while (done < items.length) {
    onProgress(done);
    const batch = items.slice(done, done + batchSize);
    try {
      answers.push(await send(batch));
    } catch (error) {
      return { answers, left: items.slice(done), error };
    }
    done += batch.length;
  }
  return { answers, left: [] };
}
