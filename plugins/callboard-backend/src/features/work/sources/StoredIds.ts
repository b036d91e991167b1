import { StoredItemId } from '@callboard/plugin-callboard-node';
import { Knex } from 'knex';
import { isImportedId } from '../imports/ExternalIds';
import { SourceKey } from '../ingest/IngestStore';

/** Lists what Callboard has of a source, so that the source's module can find deletions. */
export class StoredIds {
  constructor(private readonly knex: Knex) {}

  /**
   * Lists the live items in the project of an entity, except those imported from files: all, or those
   * with the ids.
   */
  async listItems(
    { workspace_id, source }: SourceKey,
    entity_ref: string,
    external_ids?: readonly string[],
  ): Promise<StoredItemId[]> {
    const rows: Array<StoredItemId & { project_id: string }> = await this.knex(
      'work_items',
    )
      .select('project_id', 'external_id', 'external_url')
      .where({ workspace_id, source })
      .whereNull('deleted_at')
      .modify(builder => {
        if (external_ids) {
          builder.whereIn('external_id', [...external_ids]);
        }
      })
      .whereIn(
        'project_id',
        this.knex('projects').select('id').where({ workspace_id, entity_ref }),
      );
    return rows
      .filter(
        ({ project_id, external_id }) =>
          !isImportedId({ id: project_id }, external_id),
      )
      .map(({ external_id, external_url }) => ({ external_id, external_url }));
  }

  /** Lists the live comments on an item; undefined if the item is not stored. */
  async listComments(
    { workspace_id, source }: SourceKey,
    external_id: string,
  ): Promise<string[] | undefined> {
    const item = await this.knex('work_items')
      .where({ workspace_id, source, external_id })
      .whereNull('deleted_at')
      .first('id');
    return (
      item &&
      this.knex('work_item_comments')
        .where({ work_item_id: item.id, source })
        .whereNull('deleted_at')
        .pluck('external_id')
    );
  }

  /** Lists the live worklogs on an item; empty if the item is not stored. */
  async listWorklogs(
    { workspace_id, source }: SourceKey,
    external_id: string,
  ): Promise<string[]> {
    const item = this.knex('work_items')
      .select('id')
      .where({ workspace_id, source, external_id });
    return this.knex('worklog_sources')
      .where({ workspace_id, source })
      .whereIn(
        'worklog_id',
        this.knex('worklogs')
          .select('id')
          .whereIn('work_item_id', item)
          .whereNull('deleted_at'),
      )
      .pluck('external_id');
  }
}
