import { StoredItemId } from '@callboard/plugin-callboard-node';
import { Knex } from 'knex';
import { isImportedId } from '../imports/ExternalIds';
import { SourceKey } from '../ingest/readSnapshots';

/** Lists the external ids stored for a source. The source's module uses them to find deletions. */
export class StoredIds {
  constructor(private readonly knex: Knex) {}

  /**
   * Lists the live items in the project of an entity, except those imported from files.
   *
   * @param external_ids - restricts the list to items with these ids
   */
  async listItems(
    key: SourceKey,
    entity_ref: string,
    external_ids?: readonly string[],
  ): Promise<StoredItemId[]> {
    const rows: Array<StoredItemId & { project_id: string }> = await this.knex(
      'work_items',
    )
      .select('project_id', 'external_id', 'external_url')
      .where(key)
      .whereNull('deleted_at')
      .modify(builder => {
        if (external_ids) {
          builder.whereIn('external_id', [...external_ids]);
        }
      })
      .whereIn(
        'project_id',
        this.knex('projects')
          .select('id')
          .where({ workspace_id: key.workspace_id, entity_ref }),
      );
    return rows
      .filter(
        ({ project_id, external_id }) =>
          !isImportedId({ id: project_id }, external_id),
      )
      .map(({ external_id, external_url }) => ({ external_id, external_url }));
  }

  /** Lists the live comments on items, by the external id of the item. Omits unknown items. */
  async listComments(
    key: SourceKey,
    external_ids: readonly string[],
  ): Promise<Map<string, string[]>> {
    const items = await this.listIds(key, external_ids);
    const rows = await this.knex('work_item_comments')
      .select('work_item_id', 'external_id')
      .where({ source: key.source })
      .whereIn('work_item_id', [...items.keys()])
      .whereNull('deleted_at');
    return groupByItem(items, rows);
  }

  /** Lists the live worklogs on items, by the external id of the item. Omits unknown items. */
  async listWorklogs(
    key: SourceKey,
    external_ids: readonly string[],
  ): Promise<Map<string, string[]>> {
    const items = await this.listIds(key, external_ids);
    const rows = await this.knex('worklogs as w')
      .join('worklog_sources as s', 's.worklog_id', 'w.id')
      .select('w.work_item_id', 's.external_id')
      .where({ 's.workspace_id': key.workspace_id, 's.source': key.source })
      .whereIn('w.work_item_id', [...items.keys()])
      .whereNull('w.deleted_at');
    return groupByItem(items, rows);
  }

  /** Finds live items by their external ids. Returns the external ids, by the id of the item. */
  async listIds(
    key: SourceKey,
    external_ids: readonly string[],
  ): Promise<Map<string, string>> {
    const rows = await this.knex('work_items')
      .select('id', 'external_id')
      .where(key)
      .whereIn('external_id', [...external_ids])
      .whereNull('deleted_at');
    return new Map(rows.map(({ id, external_id }) => [id, external_id]));
  }
}

function groupByItem(
  items: ReadonlyMap<string, string>,
  rows: Array<{ work_item_id: string; external_id: string }>,
): Map<string, string[]> {
  const lists = new Map(
    [...items.values()].map((item): [string, string[]] => [item, []]),
  );
  for (const { work_item_id, external_id } of rows) {
    lists.get(items.get(work_item_id)!)!.push(external_id);
  }
  return lists;
}
