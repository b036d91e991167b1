import {
  IngestedWorkItemComment,
  IngestionResult,
} from '@callboard/plugin-callboard-common';
import { Change } from '../../../changes/Changes';
import { diff } from '../../../changes/diff';
import { ProjectRow } from '../../../access/Caller';
import { compareTexts, ReadSnapshot } from '../ingest/readSnapshots';
import { getCommentFieldRules } from './CommentChanges';
import {
  CommentPair,
  toCommentResponse,
  CommentRow,
  buildComment,
} from './CommentRow';
import { KnownComments } from './CommentIngestStore';

/** A comment snapshot of an ingestion call. */
export type CommentSnapshot = ReadSnapshot<IngestedWorkItemComment>;

/** The item that a comment belongs to. */
export interface CommentTarget {
  project: ProjectRow;
  work_item_id: string;
  /** Whether a user can see the project. */
  canSee(user_ref: string): boolean;
}

/** The result of applying one comment snapshot. */
export interface CommentOutcome {
  status: IngestionResult['status'];
  reason?: string;
}

/** The comments of a source, to which snapshots are applied one by one. */
export class IngestedComments {
  readonly #before: ReadonlyMap<string, CommentRow>;
  readonly #current: Map<string, CommentRow>;
  readonly #deleted: Set<string>;
  readonly #newlyDeleted = new Set<string>();

  constructor(
    private readonly change: Change,
    private readonly source: string,
    known: KnownComments,
  ) {
    this.#before = known.live;
    this.#current = new Map(known.live);
    this.#deleted = new Set(known.deleted);
  }

  /**
   * Applies a comment snapshot unless a newer one is known.
   *
   * @param target - the comment's item, if it exists
   */
  apply(
    snapshot: CommentSnapshot,
    target: CommentTarget | undefined,
  ): CommentOutcome {
    const { external_id, is_deleted, updated_at } = snapshot.item;
    if (this.#deleted.has(external_id)) {
      return { status: 'deleted' };
    }
    if (target && target.project.archived_at !== null) {
      return createFailedOutcome('its project is archived');
    }
    if (is_deleted) {
      // The comments of a deleted item are hidden already.
      if (target) {
        this.#current.delete(external_id);
      }
      this.#deleted.add(external_id);
      this.#newlyDeleted.add(external_id);
      return { status: 'deleted' };
    }
    if (!target) {
      return createFailedOutcome('is not a work item of this source');
    }
    const known = this.#current.get(external_id);
    const order = compareTexts(
      [updated_at, snapshot.digest],
      [known?.external_updated_at ?? '', known?.external_digest ?? ''],
    );
    if (order <= 0) {
      return { status: order === 0 ? 'unchanged' : 'outdated' };
    }
    const after = this.#buildRow(snapshot, target, known);
    this.#current.set(external_id, after);
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

  /** Returns each changed comment before and after, and each new one. */
  getChangedPairs(): CommentPair[] {
    const created = [...this.#current.values()]
      .filter(({ external_id }) => !this.#before.has(external_id!))
      .map(after => ({ before: null, after }));
    const changed = [...this.#before.values()].map(before => ({
      before,
      after: this.#current.get(before.external_id!) ?? null,
    }));
    return [
      ...created,
      ...changed.filter(({ before, after }) => before !== after),
    ];
  }

  /** Finds a comment as it is after the applied snapshots. */
  find(external_id: string): CommentRow | undefined {
    return this.#current.get(external_id);
  }

  /** External ids that are newly known to be deleted. */
  getNewlyDeletedIds(): string[] {
    return [...this.#newlyDeleted];
  }

  #buildRow(
    { item, digest }: CommentSnapshot,
    { project, work_item_id, canSee }: CommentTarget,
    known: CommentRow | undefined,
  ): CommentRow {
    const { author_ref, author_name, body, created_at, updated_at } = item;
    const mentions = [...new Set(item.mentions)].filter(canSee);
    const from =
      known ??
      buildComment(this.change, {
        project,
        work_item_id,
        body: body!,
        mentions,
      });
    return {
      ...from,
      author_ref: author_ref ?? null,
      author_name: author_name ?? from.author_name,
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
      version: (this.#before.get(item.external_id)?.version ?? 0) + 1,
    };
  }
}

function createFailedOutcome(reason: string): CommentOutcome {
  return { status: 'failed', reason: `work_item_external_id: ${reason}` };
}
