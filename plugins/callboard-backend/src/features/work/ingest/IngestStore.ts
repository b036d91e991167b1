import { Knex } from 'knex';
import { Change } from '../../../changes/Changes';
import {
  readWorkItems,
  joinWorkItemNames,
  WorkItemRow,
} from '../items/WorkItemRow';
import { KnownRows } from './IngestedRows';

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
    tx: Knex.Transaction,
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
}

/** A table with the external ids of deleted resources. */
type TombstoneTable = 'work_item_tombstones' | 'work_item_comment_tombstones';

/** Returns the given external ids that belong to deleted resources. */
export async function listTombstones(
  tx: Knex.Transaction,
  table: TombstoneTable,
  source: { workspace_id: string; source: string },
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
  source: { workspace_id: string; source: string },
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
