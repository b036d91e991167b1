import { Knex } from 'knex';
import { findCyclicIds } from '../../../kernel/findCyclicIds';
import { createOwnAncestorCheck } from '../items/WorkItemReferences';
import { WorkItemRow } from '../items/WorkItemRow';
import { findIngestedItems, IngestedItems } from './IngestedItems';
import { SourceKey } from './readSnapshots';

const linkColumns = [
  'id',
  'project_id',
  'external_id',
  'external_parent_id',
  'parent_id',
] as const;

/** The position of an item in the hierarchy of its source. */
type ItemLink = Pick<WorkItemRow, (typeof linkColumns)[number]>;

/** Returns the external ids of the items that name one of the given items as their parent. */
async function listChildIds(
  tx: Knex.Transaction,
  key: SourceKey,
  external_ids: readonly string[],
): Promise<string[]> {
  return tx('work_items')
    .where(key)
    .whereIn('external_parent_id', [...external_ids])
    .whereNull('deleted_at')
    .pluck('external_id');
}

/** Finds items and their ancestors at the source, up to an ancestor that is not ingested. */
async function listLinks(
  tx: Knex.Transaction,
  key: SourceKey,
  external_ids: readonly string[],
): Promise<ItemLink[]> {
  const columns = linkColumns.map(column => `work_items.${column}`);
  const selectItems = () =>
    tx('work_items')
      .select(columns)
      .where({
        'work_items.workspace_id': key.workspace_id,
        'work_items.source': key.source,
      })
      .whereNull('work_items.deleted_at');
  return tx
    .withRecursive('links', [...linkColumns], query =>
      query
        .union(selectItems().whereIn('external_id', [...external_ids]))
        .union(
          selectItems().join(
            'links',
            'links.external_parent_id',
            'work_items.external_id',
          ),
        ),
    )
    .select('*')
    .from('links');
}

/**
 * Gives items the parents that their source states, even if sub-items are ingested before parents.
 * An item has no parent while the parent is missing, deleted or in another project, or while the
 * source states a cycle. To preserve the parents that users have set or removed, changes only items
 * whose parent has changed at the source or is new, and items that enter or leave a cycle.
 */
export async function linkParents(
  tx: Knex.Transaction,
  key: SourceKey,
  items: IngestedItems,
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
  const createdIds = new Set(
    moved.flatMap(({ before, after }) => (before ? [] : after!.external_id!)),
  );
  const childIds = await listChildIds(tx, key, [...createdIds]);
  const stored = await listLinks(tx, key, [
    ...movedIds,
    ...moved.flatMap(({ after }) => after?.external_parent_id ?? []),
    ...childIds,
  ]);
  const links = new Map(stored.map(link => [link.external_id!, link]));
  const formerCyclicIds = new Set(findCyclicIds(listParents(links)));
  for (const { before, after } of pairs) {
    if (after) {
      links.set(after.external_id!, after);
    } else {
      links.delete(before!.external_id!);
    }
  }
  const parents = listParents(links);
  const cyclicIds = new Set(findCyclicIds(parents));
  const getParentId = ({ external_id }: ItemLink) =>
    cyclicIds.has(external_id!)
      ? null
      : links.get(parents.get(external_id!) ?? '')?.id ?? null;
  const changed = [...links.values()]
    .map(link => ({ link, parent_id: getParentId(link) }))
    .filter(({ link, parent_id }) => {
      const external_id = link.external_id!;
      if (movedIds.has(external_id)) {
        return link.external_parent_id !== null || items.hadParent(external_id);
      }
      const wasCyclic = formerCyclicIds.has(external_id);
      if (parent_id === null) {
        return cyclicIds.has(external_id) && !wasCyclic;
      }
      const isCreated = createdIds.has(link.external_parent_id!);
      return link.parent_id === null && (isCreated || wasCyclic);
    })
    .filter(({ link, parent_id }) => link.parent_id !== parent_id);
  await applyParents(tx, key, items, changed);
}

/** Returns the external id of each item's parent; null if the parent is not in the same project. */
function listParents(
  links: ReadonlyMap<string, ItemLink>,
): ReadonlyMap<string, string | null> {
  return new Map(
    [...links].map(([external_id, { external_parent_id, project_id }]) => {
      const parent = links.get(external_parent_id ?? '');
      const isInProject = parent?.project_id === project_id;
      return [external_id, isInProject ? external_parent_id : null];
    }),
  );
}

/** Applies new parents. Clears a parent that would form a cycle with parents set by users. */
async function applyParents(
  tx: Knex.Transaction,
  key: SourceKey,
  items: IngestedItems,
  changed: ReadonlyArray<{ link: ItemLink; parent_id: string | null }>,
): Promise<void> {
  const inputs = changed.map(({ link, parent_id }) => ({
    external_id: link.external_id!,
    ids: [link.id],
    references: { parent_id },
  }));
  const wouldBeOwnAncestor = await createOwnAncestorCheck(tx, inputs);
  const { live } = await findIngestedItems(
    tx,
    key,
    inputs
      .map(({ external_id }) => external_id)
      .filter(external_id => !items.find(external_id)),
  );
  for (const input of inputs) {
    const { external_id, references } = input;
    const item = items.find(external_id) ?? live.get(external_id);
    const parent_id = wouldBeOwnAncestor(input) ? null : references.parent_id;
    if (item && item.parent_id !== parent_id) {
      items.setParent(item, parent_id);
    }
  }
}
