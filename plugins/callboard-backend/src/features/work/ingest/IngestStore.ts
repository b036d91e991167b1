import { Knex } from 'knex';
import { Change } from '../../../changes/Changes';
import { inListSql } from '../../../database/bulk';
import {
  readWorkItems,
  joinWorkItemNames,
  selectWorkItems,
  WorkItemRow,
} from '../items/WorkItemRow';
import { KnownRows } from './IngestedRows';
import { SourceKey } from './readSnapshots';

/** The position of an item in the hierarchy of its source. */
export type ItemLink = Pick<
  WorkItemRow,
  'id' | 'project_id' | 'external_id' | 'external_parent_id' | 'parent_id'
>;

const linkColumns = [
  'id',
  'project_id',
  'external_id',
  'external_parent_id',
  'parent_id',
] as const;

/** Finds work items by the ids that sources gave them. */
export class IngestStore {
  /** Lists the ids of the projects that contain the given items. Ignores deleted items. */
  async listProjectIds(
    tx: Knex.Transaction,
    workspace_id: string,
    source: string,
    external_ids: readonly string[],
  ): Promise<string[]> {
    return tx('work_items')
      .distinct('project_id')
      .where({ workspace_id, source })
      .whereIn('external_id', [...external_ids])
      .whereNull('deleted_at')
      .pluck('project_id');
  }

  /** Finds stored items by external id. */
  async find(
    tx: Knex,
    workspace_id: string,
    source: string,
    external_ids: readonly string[],
  ): Promise<KnownRows<WorkItemRow>> {
    const rows = await joinWorkItemNames(tx('work_items'))
      .where('work_items.workspace_id', workspace_id)
      .where('work_items.source', source)
      .whereIn('work_items.external_id', [...external_ids]);
    const live = await readWorkItems(
      tx,
      rows.filter((row: any) => row.deleted_at === null),
    );
    const deleted = await listTombstones(
      tx,
      'work_item_tombstones',
      { workspace_id, source },
      external_ids,
    );
    return {
      live: new Map(live.map(item => [item.external_id!, item])),
      deleted: new Set([
        ...deleted,
        ...rows
          .filter((row: any) => row.deleted_at !== null)
          .map((row: any) => row.external_id),
      ]),
    };
  }

  /** Returns the external ids of the items that name one of the given items as their parent. */
  async listChildIds(
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

  /** Finds items and all their ancestors at the source, as far as they are ingested. */
  async listLinks(
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

  /** Lists the sub-items of items, in any source. */
  async listSubItems(
    tx: Knex.Transaction,
    parent_ids: readonly string[],
  ): Promise<WorkItemRow[]> {
    const rows = await selectWorkItems(tx).whereRaw(
      ...inListSql(tx, 'work_items.parent_id', parent_ids),
    );
    return readWorkItems(tx, rows);
  }
}

/** A table with the external ids of deleted resources. */
type TombstoneTable = 'work_item_tombstones' | 'work_item_comment_tombstones';

/** Returns the given external ids that belong to deleted resources. */
export async function listTombstones(
  tx: Knex,
  table: TombstoneTable,
  source: SourceKey,
  external_ids: readonly string[],
): Promise<string[]> {
  return tx(table)
    .where(source)
    .whereIn('external_id', [...external_ids])
    .pluck('external_id');
}

/** Stores tombstones of deleted resources, so that these are never imported again. */
export async function addTombstones(
  { tx, now }: Pick<Change, 'tx' | 'now'>,
  table: TombstoneTable,
  source: SourceKey,
  external_ids: readonly string[],
): Promise<void> {
  if (external_ids.length > 0) {
    await tx(table)
      .insert(
        external_ids.map(external_id => ({
          ...source,
          external_id,
          deleted_at: new Date(now),
        })),
      )
      .onConflict(['workspace_id', 'source', 'external_id'])
      .ignore();
  }
}
