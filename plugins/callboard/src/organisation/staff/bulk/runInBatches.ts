import type { StaffBulkAction } from '@callboard/plugin-callboard-common';

/** The server's maximum batch size. */
export const MAX_BATCH_SIZE = 100;

/** The progress of a bulk action, in people. */
export interface BulkProgress {
  done: number;
  total: number;
}

/** The result of a bulk action on people. */
export interface BulkOutcome extends BulkProgress {
  changed: number;
  unchanged: number;
  /** The ids of the people who were not processed; empty if all were. */
  left: readonly string[];
  /** The error that ended the action early. */
  error?: unknown;
}

/**
 * Runs an action on any number of people in batches of the size the server accepts. Each batch
 * succeeds or fails as a whole. Stops at the first failure.
 */
export async function runInBatches(
  action: StaffBulkAction,
  send: (
    batch: StaffBulkAction,
  ) => Promise<{ changed: number; unchanged: number }>,
  onProgress: (progress: BulkProgress) => void,
): Promise<BulkOutcome> {
  const total = action.ids.length;
  let [changed, unchanged, done] = [0, 0, 0];
  let error: unknown;
  while (done < total && !error) {
    onProgress({ done, total });
    const ids = action.ids.slice(done, done + MAX_BATCH_SIZE);
    try {
      const counts = await send({ ...action, ids });
      changed += counts.changed;
      unchanged += counts.unchanged;
      done += ids.length;
    } catch (failure) {
      error = failure;
    }
  }
  return {
    changed,
    unchanged,
    done,
    total,
    left: action.ids.slice(done),
    error,
  };
}
