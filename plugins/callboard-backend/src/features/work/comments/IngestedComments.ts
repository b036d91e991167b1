import { IngestedWorkItemComment } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { ProjectRow } from '../../../access/Caller';
import { Change } from '../../../changes/Changes';
import { diff } from '../../../changes/ResourceChange';
import { IngestedRows, IngestOutcome, KnownRows } from '../ingest/IngestedRows';
import {
  compareSnapshot,
  HIDDEN_REASON,
  ParsedSnapshot,
  SourceKey,
} from '../ingest/readSnapshots';
import { hiddenDigests, WorkItemRow } from '../items/WorkItemRow';
import { getCommentFieldRules } from './applyCommentChanges';
import {
  buildComment,
  CommentRow,
  readComments,
  selectComments,
  toCommentResponse,
} from './CommentRow';

export type ExternalItem = Pick<
  WorkItemRow,
  'id' | 'project_id' | 'number' | 'title' | 'external_digest'
> & { external_id: string };

export interface IngestedIds {
  items: readonly string[];
  comments: readonly string[];
}

/** Finds live items of a source by their external ids, or by the external ids of their comments. */
export async function findCommentedItems(
  tx: Knex.Transaction,
  { workspace_id, source }: SourceKey,
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

/** Finds which of the given items are hidden and have comments. Returns their external ids. */
export async function listHiddenItemIds(
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
 * Clears the external ids of a source's comments on items, so that the source can send the comments
 * again.
 *
 * @returns the comments, which the caller must delete
 */
export async function releaseComments(
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

export type CommentSnapshot = ParsedSnapshot<IngestedWorkItemComment>;

export interface CommentTarget {
  project: ProjectRow;
  work_item_id: string;
  isHidden: boolean;
  canSee(user_ref: string): boolean;
}

/** The comments of a source. Applies snapshots to them one by one. */
export class IngestedComments extends IngestedRows<CommentRow> {
  constructor(
    private readonly change: Change,
    private readonly source: string,
    known: KnownRows<CommentRow>,
  ) {
    super(known);
  }

  /** Applies a comment snapshot unless a newer one is known. */
  apply(
    snapshot: CommentSnapshot,
    target: CommentTarget | undefined,
  ): IngestOutcome {
    const { external_id, is_deleted } = snapshot.item;
    if (this.isDeleted(external_id)) {
      return { status: 'deleted' };
    }
    if (target && target.project.archived_at !== null) {
      return createFailedOutcome('its project is archived');
    }
    if (is_deleted) {
      // A stored comment without a target is on a deleted item, and is therefore hidden already.
      if (target) {
        this.current.delete(external_id);
      }
      this.markDeleted(external_id);
      return { status: 'deleted' };
    }
    if (!target) {
      return createFailedOutcome('is not a work item of this source');
    }
    if (target.isHidden) {
      return { status: 'failed', reason: HIDDEN_REASON };
    }
    const known = this.current.get(external_id);
    const order = compareSnapshot(snapshot, known);
    if (order <= 0) {
      return { status: order === 0 ? 'unchanged' : 'outdated' };
    }
    const after = this.#buildRow(snapshot, target, known);
    this.current.set(external_id, after);
    if (!known) {
      return { status: 'created' };
    }
    const changes = diff(
      toCommentResponse(known),
      toCommentResponse(after),
      getCommentFieldRules({ before: known, after }),
    );
    return { status: changes.length > 0 ? 'updated' : 'unchanged' };
  }

  #buildRow(
    { item, digest }: CommentSnapshot,
    { project, work_item_id, canSee }: CommentTarget,
    known: CommentRow | undefined,
  ): CommentRow {
    const { author_ref, author_name, body, created_at, updated_at } = item;
    const mentions = [...new Set(item.mentions)].filter(canSee);
    const base =
      known ??
      buildComment(this.change, {
        project,
        work_item_id,
        body: body!,
        mentions,
      });
    return {
      ...base,
      author_ref: author_ref ?? null,
      author_name: author_name ?? base.author_name,
      body: body!,
      mentions,
      source: this.source,
      external_id: item.external_id,
      external_url: item.external_url ?? null,
      external_updated_at: updated_at,
      external_digest: digest,
      edited_at: item.edited_at ?? null,
      created_at: created_at ?? known?.created_at ?? updated_at,
      updated_at: new Date(this.change.now).toISOString(),
      version: (this.before.get(item.external_id)?.version ?? 0) + 1,
    };
  }
}

function createFailedOutcome(reason: string): IngestOutcome {
  return { status: 'failed', reason: `work_item_external_id: ${reason}` };
}
