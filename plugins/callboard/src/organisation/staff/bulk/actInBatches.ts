import type { StaffBulkAction } from '@callboard/plugin-callboard-common';

/** What the server takes at once. */
export const MOST = 100;

/** How many people an act is about, and how many of them it has reached. */
export interface BulkProgress {
  done: number;
  total: number;
}

/** What became of an act on many people. */
export interface BulkOutcome extends BulkProgress {
  changed: number;
  unchanged: number;
  /** Who was not reached; nobody when all went well. */
  left: readonly string[];
  /** Why it ended before its end. */
  error?: unknown;
}

/**
 * Acts on any number of people, as many at once as the server takes. A step is
 * done to all in it or to none; the first one that fails is the last.
 */
export async function actInBatches(
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
    const ids = action.ids.slice(done, done + MOST);
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
