import type {
  WorkItem,
  WorkItemBulkResult,
  WorkItemBulkUpdate,
  WorkItemPatches,
} from '@callboard/plugin-callboard-common';
import { buildUndoPatch } from '../data/buildUndoPatch';
import { wasOvertaken } from '../data/wasOvertaken';

type Patch = WorkItemPatches['patches'][number];

/**
 * Returns the patches that undo a bulk update, item by item. Omits items that another user has
 * changed, whether before or after the update.
 *
 * @param before - the items as they were read
 * @param after - the items after the update
 */
export function invertBulkChange(
  before: readonly WorkItem[],
  changes: WorkItemBulkUpdate['changes'],
  after: WorkItemBulkResult['items'],
): {
  patches: Patch[];
  /** The number of items that another user changed between the read and the update. */
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
      patches.push({ id, version, changes: buildUndoPatch(item, patch) });
    }
  }
  return { patches, overtaken };
}
