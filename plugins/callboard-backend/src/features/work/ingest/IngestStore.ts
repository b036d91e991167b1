import { Knex } from 'knex';
import {
  readWorkItems,
  joinWorkItemNames,
  WorkItemRow,
} from '../items/WorkItemRow';

/** The stored items of a source, by external id. */
export interface KnownItems {
  live: Map<string, WorkItemRow>;
  /** The ids of items that were deleted at the source or in Callboard; they are never restored. */
  deleted: Set<string>;
}

/** Finds work items by the ids that sources gave them, and stores tombstones. */
export class IngestStore {
  /** Lists the ids of the projects that contain the given items, except deleted ones. */
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
  ): Promise<KnownItems> {
    const rows = await joinWorkItemNames(tx('work_items'))
      .where('work_items.workspace_id', workspace_id)
      .where('work_items.source', source)
      .whereIn('work_items.external_id', [...external_ids]);
    const live = await readWorkItems(
      tx,
      rows.filter((row: any) => row.deleted_at === null),
    );
    const deleted: string[] = await tx('work_item_tombstones')
      .where({ workspace_id, source })
      .whereIn('external_id', [...external_ids])
      .pluck('external_id');
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

  /** Stores that items were deleted, so that they are never imported again. */
  async addTombstones(
    tx: Knex.Transaction,
    workspace_id: string,
    source: string,
    external_ids: readonly string[],
    now: number,
  ): Promise<void> {
    if (external_ids.length > 0) {
      await tx('work_item_tombstones')
        .insert(
          external_ids.map(external_id => ({
            workspace_id,
            source,
            external_id,
            deleted_at: new Date(now),
          })),
        )
        .onConflict(['workspace_id', 'source', 'external_id'])
        .ignore();
    }
  }
}
