import type {
  WorkItem,
  WorkItemBulkResult,
  WorkItemBulkUpdate,
  WorkItemPatches,
} from '@callboard/plugin-callboard-common';
import { inverseOf } from '../data/inverseOf';

type Wish = WorkItemPatches['patches'][number];

/**
 * The changes that make items again what they were before a bulk update, each in
 * its own way; of items that somebody changes in between, nothing comes back.
 *
 * @param before - the items as they were
 * @param after - the items as the update has left them
 */
export function inverseOfBulk(
  before: readonly WorkItem[],
  changes: WorkItemBulkUpdate['changes'],
  after: WorkItemBulkResult['items'],
): Wish[] {
  const fields = Object.keys(changes).map(field =>
    field.replace(/^(add|remove)_/, ''),
  );
  const patch = Object.fromEntries(fields.map(field => [field, undefined]));
  const known = new Map(before.map(item => [item.id, item]));
  return after.flatMap(({ id, version }) => {
    const item = known.get(id);
    return item ? [{ id, version, changes: inverseOf(item, patch) }] : [];
  });
}
