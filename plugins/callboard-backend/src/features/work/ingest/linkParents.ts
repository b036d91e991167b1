import { Knex } from 'knex';
import { createCycleCheck } from '../items/WorkItemReferences';
import { IngestedItems } from './IngestedItems';
import { IngestStore, ItemLink, SourceKey } from './IngestStore';

/**
 * Gives items the parents that their source states, whichever of them is ingested first. An item
 * has no parent while the parent is not ingested, deleted or in another project, or while the
 * source states a cycle. Changes only items whose parent has changed at the source, and items that
 * a cycle or a missing parent affects, so that parents set by users remain.
 */
export async function linkParents(
  tx: Knex.Transaction,
  key: SourceKey,
  items: IngestedItems,
  store: IngestStore,
): Promise<void> {
  const pairs = items.getChangedPairs();
  const moved = pairs.filter(
    ({ before, after }) =>
      before?.external_parent_id !== after?.external_parent_id ||
      !before ||
      !after,
  );
  if (moved.length === 0) {
    return;
  }
  const movedIds = new Set(
    moved.map(({ before, after }) => (after ?? before)!.external_id!),
  );
  const childIds = await store.listChildIds(
    tx,
    key,
    moved.flatMap(({ before, after }) => (before ? [] : after!.external_id!)),
  );
  const stored = await store.listLinks(tx, key, [
    ...movedIds,
    ...moved.flatMap(({ after }) => after?.external_parent_id ?? []),
    ...childIds,
  ]);
  const links = new Map(stored.map(link => [link.external_id!, link]));
  for (const { before, after } of pairs) {
    if (after) {
      links.set(after.external_id!, after);
    } else {
      links.delete(before!.external_id!);
    }
  }
  const changed = [...links.values()]
    .map(link => ({ link, parent_id: findParentId(links, link) }))
    .filter(({ link, parent_id }) => {
      const isStated = link.external_parent_id !== null;
      return movedIds.has(link.external_id!)
        ? isStated || items.hadParent(link.external_id!)
        : isStated && (link.parent_id === null || parent_id === null);
    })
    .filter(({ link, parent_id }) => link.parent_id !== parent_id);
  await applyParents(tx, key, { items, store, changed });
}

/** Finds the parent of an item; null if the item belongs to a cycle. */
function findParentId(
  links: ReadonlyMap<string, ItemLink>,
  item: ItemLink,
): string | null {
  const findParent = ({ external_parent_id, project_id }: ItemLink) => {
    const parent =
      external_parent_id === null ? undefined : links.get(external_parent_id);
    return parent?.project_id === project_id ? parent : undefined;
  };
  const visited = new Set<ItemLink>();
  let ancestor = findParent(item);
  while (ancestor && !visited.has(ancestor)) {
    if (ancestor === item) {
      return null;
    }
    visited.add(ancestor);
    ancestor = findParent(ancestor);
  }
  return findParent(item)?.id ?? null;
}

/** Applies new parents, except where a parent set by a user would make a cycle of them. */
async function applyParents(
  tx: Knex.Transaction,
  { workspace_id, source }: SourceKey,
  {
    items,
    store,
    changed,
  }: {
    items: IngestedItems;
    store: IngestStore;
    changed: ReadonlyArray<{ link: ItemLink; parent_id: string | null }>;
  },
): Promise<void> {
  const inputs = changed.map(({ link, parent_id }) => ({
    external_id: link.external_id!,
    ids: [link.id],
    references: { parent_id },
  }));
  const wouldCreateCycle = await createCycleCheck(tx, inputs);
  const { live } = await store.find(
    tx,
    workspace_id,
    source,
    inputs
      .map(({ external_id }) => external_id)
      .filter(external_id => !items.find(external_id)),
  );
  for (const input of inputs) {
    const { external_id, references } = input;
    const item = items.find(external_id) ?? live.get(external_id);
    const parent_id = wouldCreateCycle(input) ? null : references.parent_id;
    if (item && item.parent_id !== parent_id) {
      items.setParent(item, parent_id);
    }
  }
}
