import { groupBy } from 'lodash';
import { WorkItemPair } from '../items/WorkItemRow';

/** Sorts items so that new parents are stored before their sub-items. */
export function sortParentsFirst(
  pairs: readonly WorkItemPair[],
): WorkItemPair[] {
  const createdIds = new Set(
    pairs.flatMap(({ before, after }) => (before ? [] : after!.id)),
  );
  const byParent = groupBy(pairs, ({ after }) =>
    createdIds.has(after!.parent_id ?? '') ? after!.parent_id : '',
  );
  const sorted = [...(byParent[''] ?? [])];
  // The loop also visits the items that it appends.
  for (const { after } of sorted) {
    sorted.push(...(byParent[after!.id] ?? []));
  }
  return sorted;
}
