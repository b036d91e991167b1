import type {
  WorkItem,
  WorkItemBulkResult,
  WorkItemBulkUpdate,
  WorkItemPatches,
} from '@callboard/plugin-callboard-common';
import { inverseOf } from '../data/inverseOf';
import { wasOvertaken } from '../data/wasOvertaken';

type Patch = WorkItemPatches['patches'][number];

/**
 * The changes that make items again what they were before a bulk update, each in
 * its own way. Of items that somebody else has changed in between, nothing comes
 * back, neither of those changed since they were read nor of those changed later.
 *
 * @param before - the items as they were read
 * @param after - the items as the update has left them
 */
export function inverseOfBulk(
  before: readonly WorkItem[],
  changes: WorkItemBulkUpdate['changes'],
  after: WorkItemBulkResult['items'],
): {
  patches: Patch[];
  /** How many items were changed between being read and the update. */
  overtaken: number;
} {
  const fields = Object.keys(changes).map(field =>
    field.replace(/^(add|remove)_/, ''),
  );
  const patch = Object.fromEntries(fields.map(field => [field, undefined]));
  const known = new Map(before.map(item => [item.id, item]));
  const patches: Patch[] = [];
  let overtaken = 0;
  for (const { id, version } of after) {
    const item = known.get(id);
    if (item && wasOvertaken(item, { version })) {
      overtaken += 1;
    } else if (item && item.version !== version) {
      patches.push({ id, version, changes: inverseOf(item, patch) });
    }
  }
  return { patches, overtaken };
}
