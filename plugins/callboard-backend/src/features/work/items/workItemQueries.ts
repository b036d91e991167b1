import { Knex } from 'knex';
import { isEqual } from 'lodash';
import { countRows } from '../../../database/statements';
import { Insertion, insertTogether, inListSql } from '../../../database/bulk';
import { lockForUpdate } from '../../../database/locks';
import {
  readWorkItems,
  selectWorkItems,
  WorkItemPair,
  WorkItemRow,
  workItemTable,
} from './WorkItemRow';
import { spreadCrowdedCards } from './spreadCrowdedCards';
import { updateStateSpans } from './stateSpans';
import { groupRowChanges } from '../../../database/Table';

/** The list fields of an item: field, table, column. */
const listFields = [
  ['assignees', 'work_item_assignees', 'user_ref'],
  ['labels', 'work_item_labels', 'label_id'],
] as const;

/** The fields about the newest snapshot. All snapshots of a hidden item have the same digest. */
const snapshotFields = [
  'external_updated_at',
  'external_digest',
  'external_parent_id',
  'external_state',
] as const;

function isMovedOnBoard({ before, after }: WorkItemPair): boolean {
  const getPosition = (row: WorkItemRow | null) =>
    row && row.archived_at === null && !row.is_draft
      ? [row.state_id, row.sort_order]
      : null;
  const position = getPosition(after);
  return position !== null && !isEqual(position, getPosition(before));
}

/** Finds items of a project by id and skips missing ones. */
export async function findProjectItems(
  knex: Knex,
  project_id: string,
  ids: readonly string[],
): Promise<WorkItemRow[]> {
  const rows = await selectWorkItems(knex)
    .where('work_items.project_id', project_id)
    .whereIn('work_items.id', [...ids]);
  return readWorkItems(knex, rows);
}

/** Finds items like `findProjectItems`, and locks them until the transaction ends. Locks in id order. */
export async function lockProjectItems(
  tx: Knex.Transaction,
  project_id: string,
  ids: readonly string[],
): Promise<WorkItemRow[]> {
  await lockForUpdate(
    tx('work_items')
      .select('id')
      .where({ project_id })
      .whereIn('id', [...ids])
      .orderBy('id'),
  );
  return findProjectItems(tx, project_id, ids);
}

/** Lists the ids of the items that refer to any of the states, cycles, modules or parents. */
export async function listItemIdsWith(
  tx: Knex.Transaction,
  column: 'state_id' | 'cycle_id' | 'module_id' | 'parent_id',
  ids: readonly string[],
): Promise<string[]> {
  return tx('work_items')
    .whereRaw(...inListSql(tx, column, ids))
    .whereNull('deleted_at')
    .orderBy('id')
    .pluck('id');
}

export async function countItemsInState(
  tx: Knex.Transaction,
  state_id: string,
): Promise<number> {
  return countRows(
    tx('work_items').where({ state_id }).whereNull('deleted_at'),
  );
}

export async function listItemIdsWithLabel(
  tx: Knex.Transaction,
  label_id: string,
): Promise<string[]> {
  return tx('work_items')
    .whereIn(
      'id',
      tx('work_item_labels').select('work_item_id').where({ label_id }),
    )
    .whereNull('deleted_at')
    .orderBy('id')
    .pluck('id');
}

/**
 * Stores created, changed and deleted items with a fixed number of statements. Then moves their
 * neighbours on the board if the ranks are too close.
 */
export async function saveItems(
  tx: Knex.Transaction,
  pairs: readonly WorkItemPair[],
  now: number,
): Promise<void> {
  const { created, changed, deletedIds } = groupRowChanges(pairs);
  const insertions: Insertion[] = [
    { table: 'work_items', rows: created.map(workItemTable.toColumns) },
  ];
  for (const [field, table, column] of listFields) {
    const differing = changed.filter(
      ({ before, after }) => !isEqual(before[field], after[field]),
    );
    if (differing.length > 0) {
      const staleIds = differing.map(({ before }) => before.id);
      await tx(table)
        .whereRaw(...inListSql(tx, 'work_item_id', staleIds))
        .delete();
    }
    const rows = [...created, ...differing.map(({ after }) => after)].flatMap(
      item =>
        item[field].map(value => ({
          work_item_id: item.id,
          [column]: value,
        })),
    );
    insertions.push({ table, rows });
  }
  const stateChanges = pairs.filter(
    ({ before, between, after }) =>
      between || before?.state_id !== after?.state_id,
  );
  if (stateChanges.length > 0) {
    insertions.push(await updateStateSpans(tx, stateChanges, now));
  }
  await insertTogether(tx, insertions);
  // Updates after the insertion, because a changed item can be a sub-item of a new item.
  const changedRows = changed.map(({ after }) => after);
  await workItemTable.updateMany(tx, changedRows);
  await workItemTable.softDelete(tx, deletedIds, now);
  const movedIds = pairs.flatMap(pair =>
    pair.after && isMovedOnBoard(pair) ? pair.after.id : [],
  );
  if (movedIds.length > 0) {
    await spreadCrowdedCards(tx, movedIds);
  }
}

/**
 * Stores the fields about the newest snapshot for items that have not changed otherwise, so that
 * older snapshots are not accepted later.
 */
export async function saveSnapshotFields(
  tx: Knex.Transaction,
  pairs: readonly WorkItemPair[],
): Promise<void> {
  const differing = pairs.flatMap(({ before, after }) =>
    before &&
    after &&
    snapshotFields.some(field => before[field] !== after[field])
      ? [after]
      : [],
  );
  await workItemTable.updateMany(tx, differing, snapshotFields);
}
