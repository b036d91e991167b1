import { Change } from '../../changes/Changes';
import { DepartmentRow } from './DepartmentRow';
import { DepartmentStore } from './DepartmentStore';
import { departmentTrace } from './departmentTrace';

/** A department before and after a change. */
export interface DepartmentPair {
  before: DepartmentRow;
  after: DepartmentRow;
}

/**
 * Writes departments that change along with another one or with many: one
 * statement, and a detail in the log for each that is not as it was.
 */
export async function saveAlong(
  change: Change,
  store: DepartmentStore,
  pairs: readonly DepartmentPair[],
): Promise<void> {
  const changed = pairs.filter(({ before, after }) =>
    change.record({ ...departmentTrace(before, after), detail: true }),
  );
  await store.updateMany(
    change.tx,
    changed.map(({ before, after }) => ({
      ...after,
      version: before.version + 1,
      updated_at: new Date(change.now).toISOString(),
    })),
  );
}
