import { Knex } from 'knex';
import { CommentRow } from '../CommentRow';
import { readComments, selectComments } from '../readComments';

/** What is known of the comments of a source, by what it calls them. */
export interface KnownComments {
  live: Map<string, CommentRow>;
  /** Deleted, there or here: they do not come back. */
  deleted: Set<string>;
}

/** The item that a source calls so. */
export interface NamedItem {
  id: string;
  project_id: string;
  external_id: string;
  number: number;
  title: string;
}

/** The comments of sources, also those that are gone, and what they are on. */
export class CommentIngestStore {
  /** Live items of a source, by what it calls them or comments on them. */
  async findItems(
    tx: Knex.Transaction,
    workspace_id: string,
    source: string,
    called: { items: readonly string[]; comments: readonly string[] },
  ): Promise<NamedItem[]> {
    const items = () =>
      tx('work_items')
        .select('id', 'project_id', 'external_id', 'number', 'title')
        .where({ workspace_id, source })
        .whereNull('deleted_at');
    const commented = tx('work_item_comments')
      .select('work_item_id')
      .where({ workspace_id, source })
      .whereIn('external_id', [...called.comments]);
    // A union instead of OR, so that each part uses its own index.
    return items()
      .whereIn('external_id', [...called.items])
      .union(items().whereIn('id', commented));
  }

  /** What is known of some comments. */
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

  /** Remembers that comments are gone for ever. */
  async bury(
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
