import { Knex } from 'knex';
import { CommentRow, readComments, selectComments } from './CommentRow';

/** The stored comments of a source, by external id. */
export interface KnownComments {
  live: Map<string, CommentRow>;
  /**
   * The ids of comments that were deleted at the source or in Callboard; they are never restored.
   */
  deleted: Set<string>;
}

/** A work item with its external id at a source. */
export interface ExternalItem {
  id: string;
  project_id: string;
  external_id: string;
  number: number;
  title: string;
}

/** Finds comments and their items by the ids that sources gave them, and stores tombstones. */
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
  ): Promise<KnownComments> {
    const comments = await readComments(
      tx,
      await selectComments(tx)
        .where('work_item_comments.workspace_id', workspace_id)
        .where('work_item_comments.source', source)
        .whereIn('work_item_comments.external_id', [...external_ids]),
    );
    const deleted: string[] = await tx('work_item_comment_tombstones')
      .where({ workspace_id, source })
      .whereIn('external_id', [...external_ids])
      .pluck('external_id');
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

  /** Stores that comments were deleted, so that they are never imported again. */
  async addTombstones(
    tx: Knex.Transaction,
    workspace_id: string,
    source: string,
    external_ids: readonly string[],
    now: number,
  ): Promise<void> {
    if (external_ids.length > 0) {
      await tx('work_item_comment_tombstones')
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
