import { Knex } from 'knex';
import { KnownRows } from '../ingest/IngestedRows';
import { listTombstones } from '../ingest/IngestStore';
import { CommentRow, readComments, selectComments } from './CommentRow';

/** A work item with its external id at a source. */
export interface ExternalItem {
  id: string;
  project_id: string;
  external_id: string;
  number: number;
  title: string;
}

/** Finds comments and their items by the ids that sources gave them. */
export class CommentIngestStore {
  /**
   * Finds live items of a source, by their external id or by the external ids of their comments.
   */
  async findItems(
    tx: Knex.Transaction,
    workspace_id: string,
    source: string,
    externalIds: { items: readonly string[]; comments: readonly string[] },
  ): Promise<ExternalItem[]> {
    const selectItems = () =>
      tx('work_items')
        .select('id', 'project_id', 'external_id', 'number', 'title')
        .where({ workspace_id, source })
        .whereNull('deleted_at');
    const commented = tx('work_item_comments')
      .select('work_item_id')
      .where({ workspace_id, source })
      .whereIn('external_id', [...externalIds.comments]);
    // A union instead of OR, so that each part uses its own index.
    return selectItems()
      .whereIn('external_id', [...externalIds.items])
      .union(selectItems().whereIn('id', commented));
  }

  /** Finds stored comments by external id. */
  async find(
    tx: Knex.Transaction,
    workspace_id: string,
    source: string,
    external_ids: readonly string[],
  ): Promise<KnownRows<CommentRow>> {
    const comments = await readComments(
      tx,
      await selectComments(tx)
        .where('work_item_comments.workspace_id', workspace_id)
        .where('work_item_comments.source', source)
        .whereIn('work_item_comments.external_id', [...external_ids]),
    );
    const deleted = await listTombstones(
      tx,
      'work_item_comment_tombstones',
      { workspace_id, source },
      external_ids,
    );
    comments
      .filter(({ deleted_at }) => deleted_at !== null)
      .forEach(({ external_id }) => deleted.push(external_id!));
    return {
      live: new Map(
        comments
          .filter(({ deleted_at }) => deleted_at === null)
          .map(comment => [comment.external_id!, comment]),
      ),
      deleted: new Set(deleted),
    };
  }
}
