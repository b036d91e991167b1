import { Knex } from 'knex';
import { KnownRows } from '../ingest/IngestedRows';
import { listTombstones } from '../ingest/IngestStore';
import { hiddenDigests, SourceKey } from '../ingest/readSnapshots';
import { CommentRow, readComments, selectComments } from './CommentRow';

/** A work item with its external id at a source. */
export interface ExternalItem {
  id: string;
  project_id: string;
  external_id: string;
  number: number;
  title: string;
  external_digest: string | null;
}

/** The ids of items and comments at a source. */
export interface IngestedIds {
  items: readonly string[];
  comments: readonly string[];
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
    externalIds: IngestedIds,
  ): Promise<ExternalItem[]> {
    const selectItems = () =>
      tx('work_items')
        .select(
          'id',
          'project_id',
          'external_id',
          'number',
          'title',
          'external_digest',
        )
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

  /** Returns the external ids of the given items that are hidden and have comments. */
  async listHiddenItemIds(
    tx: Knex.Transaction,
    key: SourceKey,
    work_item_external_ids: readonly string[],
  ): Promise<string[]> {
    return tx('work_items')
      .where({ ...key, deleted_at: null })
      .whereIn('external_digest', hiddenDigests)
      .whereIn('external_id', [...work_item_external_ids])
      .whereExists(
        tx('work_item_comments')
          .where({ source: key.source, deleted_at: null })
          .whereRaw('work_item_comments.work_item_id = work_items.id'),
      )
      .pluck('external_id');
  }

  /**
   * Releases the external ids of the comments of a source on items.
   *
   * @returns the comments, which are to be deleted
   */
  async releaseAll(
    tx: Knex.Transaction,
    { source }: SourceKey,
    work_item_ids: readonly string[],
  ): Promise<CommentRow[]> {
    const rows = await selectComments(tx)
      .whereIn('work_item_comments.work_item_id', [...work_item_ids])
      .where('work_item_comments.source', source)
      .whereNull('work_item_comments.deleted_at');
    await tx('work_item_comments')
      .whereIn('work_item_id', [...work_item_ids])
      .where({ source, deleted_at: null })
      .update({ external_id: null });
    return readComments(tx, rows);
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
