import { IngestedWorkItemComment } from '@callboard/plugin-callboard-common';
import { ProjectRow } from '../../../access/Caller';
import { Change } from '../../../changes/Changes';
import { diff } from '../../../changes/diff';
import { IngestedRows, IngestOutcome, KnownRows } from '../ingest/IngestedRows';
import {
  compareSnapshot,
  HIDDEN_REASON,
  ParsedSnapshot,
} from '../ingest/readSnapshots';
import { getCommentFieldRules } from './CommentChanges';
import { buildComment, CommentRow, toCommentResponse } from './CommentRow';

/** A comment snapshot of an ingestion call. */
export type CommentSnapshot = ParsedSnapshot<IngestedWorkItemComment>;

/** The item that a comment belongs to. */
export interface CommentTarget {
  project: ProjectRow;
  work_item_id: string;
  isHidden: boolean;
  /** Whether a user can see the project. */
  canSee(user_ref: string): boolean;
}

/** The comments of a source, to which snapshots are applied one by one. */
export class IngestedComments extends IngestedRows<CommentRow> {
  constructor(
    private readonly change: Change,
    private readonly source: string,
    known: KnownRows<CommentRow>,
  ) {
    super(known);
  }

  /**
   * Applies a comment snapshot unless a newer one is known.
   *
   * @param target - the comment's item, if it exists
   */
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
      // The comments of a deleted item are hidden already.
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
