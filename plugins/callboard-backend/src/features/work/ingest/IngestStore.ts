import { Knex } from 'knex';
import { readWorkItems, withItemNames } from '../items/readWorkItems';
import { WorkItemRow } from '../items/WorkItemRow';

/** What is known of the items of a source, by what it calls them. */
export interface KnownItems {
  live: Map<string, WorkItemRow>;
  /** Deleted, there or here: they do not come back. */
  deleted: Set<string>;
}

/** The items of sources, also those that are gone. */
export class IngestStore {
  /** The projects that the items of a source are in. */
  async projectsOf(
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

  /** What is known of some items. */
  async find(
    tx: Knex.Transaction,
    workspace_id: string,
    source: string,
    external_ids: readonly string[],
  ): Promise<KnownItems> {
    const rows = await withItemNames(tx('work_items'))
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

  /** Remembers that items are gone for ever. */
  async bury(
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
