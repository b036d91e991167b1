import { groupBy } from 'lodash';
import { WorkItemPair } from '../items/WorkItemRow';

/** Finds the items that are their own ancestors. */
export function findCyclicIds(
  ids: readonly string[],
  parents: ReadonlyMap<string, string | null>,
): ReadonlySet<string> {
  const cyclic = new Set<string>();
  const visited = new Set<string>();
  for (const id of ids) {
    const path: string[] = [];
    let next: string | null | undefined = id;
    while (next && !visited.has(next)) {
      visited.add(next);
      path.push(next);
      next = parents.get(next);
    }
    const start = next ? path.indexOf(next) : -1;
    if (start >= 0) {
      path.slice(start).forEach(member => cyclic.add(member));
    }
  }
  return cyclic;
}

/** Sorts items so that new parents are stored before their sub-items. */
export function sortParentsFirst(
  pairs: readonly WorkItemPair[],
): WorkItemPair[] {
  const created = new Set(
    pairs.flatMap(({ before, after }) => (before ? [] : after!.id)),
  );
  const byParent = groupBy(pairs, ({ after }) =>
    created.has(after!.parent_id ?? '') ? after!.parent_id : '',
  );
  const sorted = [...(byParent[''] ?? [])];
  // The loop also visits the items that it appends.
  for (const { after } of sorted) {
    sorted.push(...(byParent[after!.id] ?? []));
  }
  return sorted;
}
