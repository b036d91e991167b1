import type {
  WorkItem,
  WorkItemBulkResult,
  WorkItemBulkUpdate,
  WorkItemPatches,
} from '@callboard/plugin-callboard-common';
import { inverseOf } from '../data/inverseOf';
import { wasOvertaken } from '../data/wasOvertaken';

type Wish = WorkItemPatches['patches'][number];

/**
 * The changes that make items again what they were before a bulk update, each in
 * its own way. Of items that somebody else has changed in between, nothing comes
 * back, neither of those changed since they were read nor of those changed later.
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
    return item && !wasOvertaken(item, { version })
      ? [{ id, version, changes: inverseOf(item, patch) }]
      : [];
  });
}
