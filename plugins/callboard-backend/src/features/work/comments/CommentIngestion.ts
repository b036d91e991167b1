import {
  IngestedWorkItemComment,
  ingestedWorkItemComment,
  IngestionResult,
  WorkItemCommentIngestion,
} from '@callboard/plugin-callboard-common';
import { groupBy, uniq } from 'lodash';
import { Actor } from '../../../kernel/actor';
import { Change, Changes } from '../../../changes/Changes';
import { diff } from '../../../changes/diff';
import { retryConflicts } from '../../../changes/retryConflicts';
import { formatCountedNoun } from '../../../core/workspaces/recordBulkAction';
import { PeopleService } from '../../../core/people/PeopleService';
import { lockProjects } from '../../../core/projects/selectProjects';
import { ProjectRow } from '../../../access/Caller';
import { addTombstones } from '../ingest/IngestStore';
import { IngestedRows, IngestOutcome, KnownRows } from '../ingest/IngestedRows';
import {
  compareSnapshot,
  ParsedSnapshot,
  readSnapshots,
} from '../ingest/readSnapshots';
import { recordProjectBulkAction } from '../items/WorkItemChanges';
import { formatItemIdentifier } from '../items/WorkItemRow';
import { CommentChanges, getCommentFieldRules } from './CommentChanges';
import {
  buildComment,
  CommentPair,
  CommentRow,
  toCommentResponse,
} from './CommentRow';
import { MentionedPeople } from './MentionedPeople';
import { CommentIngestStore, ExternalItem } from './CommentIngestStore';

/** A comment snapshot of an ingestion call. */
type CommentSnapshot = ParsedSnapshot<IngestedWorkItemComment>;

/** The item that a comment belongs to. */
interface CommentTarget {
  project: ProjectRow;
  work_item_id: string;
  /** Whether a user can see the project. */
  canSee(user_ref: string): boolean;
}

/** The comments of a source, to which snapshots are applied one by one. */
class IngestedComments extends IngestedRows<CommentRow> {
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

/** One ingestion call of a source and its results so far. */
interface Call {
  workspace_id: string;
  source: string;
  snapshots: readonly CommentSnapshot[];
  results: Map<number, IngestionResult>;
}

/** A work item that receives comments, with its project. */
type TargetItem = ExternalItem & { project: ProjectRow };

/** Synchronises the comments of other systems. */
export class CommentIngestion {
  constructor(
    private readonly deps: {
      changes: Changes;
      people: PeopleService;
      ingestStore: CommentIngestStore;
      commentChanges: CommentChanges;
      mentioned: MentionedPeople;
    },
  ) {}

  /**
   * Applies comment snapshots, in any order and any number of times. The newest snapshot of each
   * comment wins, and deleted comments stay deleted. One transaction stores all valid snapshots;
   * comments on unknown items fail.
   *
   * @returns the result of each snapshot, in input order
   */
  async ingest(
    actor: Actor,
    workspace_id: string,
    { source, comments }: WorkItemCommentIngestion,
  ): Promise<IngestionResult[]> {
    const { snapshots, failures: results } = readSnapshots(
      ingestedWorkItemComment,
      comments,
    );
    if (snapshots.length > 0) {
      // Loads people before the transaction, which must not wait for the catalog.
      await this.deps.people.getMany(
        snapshots.flatMap(({ item }) => [
          ...(item.author_ref ? [item.author_ref] : []),
          ...(item.mentions ?? []),
        ]),
      );
      const call = { workspace_id, source, snapshots, results };
      await retryConflicts(() =>
        this.deps.changes.run({ ...actor, source: 'ingest' }, change =>
          this.applyAll(change, call),
        ),
      );
    }
    return comments.map((_, index) => results.get(index)!);
  }

  private async applyAll(change: Change, call: Call): Promise<void> {
    const { ingestStore } = this.deps;
    const { workspace_id, source, snapshots, results } = call;
    const targetItems = await this.lockItemProjects(change, call);
    const known = await ingestStore.find(
      change.tx,
      workspace_id,
      source,
      snapshots.map(({ item }) => item.external_id),
    );
    const comments = new IngestedComments(change, source, known);
    const targets = await this.readTargets(change, targetItems, snapshots);
    const outcomes = snapshots.map(snapshot => {
      const { external_id, work_item_external_id } = snapshot.item;
      // A stored comment stays on its item.
      const itemId =
        comments.find(external_id)?.work_item_id ??
        targetItems.find(
          targetItem => targetItem.external_id === work_item_external_id,
        )?.id;
      const target = itemId === undefined ? undefined : targets.get(itemId);
      return { snapshot, outcome: comments.apply(snapshot, target) };
    });
    await this.store(change, source, comments.getChangedPairs(), targetItems);
    await addTombstones(
      change,
      'work_item_comment_tombstones',
      { workspace_id, source },
      comments.getNewlyDeletedIds(),
    );
    for (const { snapshot, outcome } of outcomes) {
      const { external_id } = snapshot.item;
      const comment = comments.find(external_id);
      const targetItem = targetItems.find(
        ({ id }) => id === comment?.work_item_id,
      );
      results.set(snapshot.index, {
        external_id,
        status: outcome.status,
        id: comment?.id ?? null,
        identifier: targetItem ? formatIdentifier(targetItem) : null,
        reason: outcome.reason ?? null,
      });
    }
  }

  /**
   * Locks the work of the projects that contain the items of the snapshots.
   *
   * @returns the items of the snapshots
   */
  private async lockItemProjects(
    { tx }: Change,
    { workspace_id, source, snapshots }: Call,
  ): Promise<TargetItem[]> {
    const externalIds = {
      items: uniq(snapshots.map(({ item }) => item.work_item_external_id)),
      comments: uniq(snapshots.map(({ item }) => item.external_id)),
    };
    const findItems = () =>
      this.deps.ingestStore.findItems(tx, workspace_id, source, externalIds);
    const found = await findItems();
    const projects = await lockProjects(
      tx,
      found.map(({ project_id }) => project_id),
    );
    const projectsById = new Map(
      projects.map(project => [project.id, project]),
    );
    // Reads again, because another transaction may have deleted items before the lock.
    return (await findItems()).flatMap(item => {
      const project = projectsById.get(item.project_id);
      return project ? [{ ...item, project }] : [];
    });
  }

  /** Reads the items to which comments are applied, with the access of mentioned people, by id. */
  private async readTargets(
    { tx }: Change,
    targetItems: readonly TargetItem[],
    snapshots: readonly CommentSnapshot[],
  ): Promise<ReadonlyMap<string, CommentTarget>> {
    const mentioned = uniq(
      snapshots.flatMap(({ item }) => item.mentions ?? []),
    );
    const targets = new Map<string, CommentTarget>();
    for (const items of Object.values(groupBy(targetItems, 'project_id'))) {
      const [{ project }] = items;
      const viewers = new Set(
        await this.deps.mentioned.filterByProjectAccess(tx, project, mentioned),
      );
      const canSee = (user_ref: string) => viewers.has(user_ref);
      for (const { id } of items) {
        targets.set(id, { project, work_item_id: id, canSee });
      }
    }
    return targets;
  }

  /** Stores changed comments, as one bulk action per project. */
  private async store(
    change: Change,
    source: string,
    pairs: readonly CommentPair[],
    targetItems: readonly TargetItem[],
  ): Promise<void> {
    const byItem = new Map(
      targetItems.map(targetItem => [targetItem.id, targetItem]),
    );
    const byProject = groupBy(
      pairs,
      ({ before, after }) => (after ?? before)!.project_id,
    );
    for (const pairsOfProject of Object.values(byProject)) {
      const isSingle = pairsOfProject.length === 1;
      const changed = await this.deps.commentChanges.apply(
        change,
        pairsOfProject,
        id => {
          const targetItem = byItem.get(id)!;
          return {
            identifier: formatIdentifier(targetItem),
            title: targetItem.title,
          };
        },
        { detail: !isSingle },
      );
      if (!isSingle && changed > 0) {
        const [{ before, after }] = pairsOfProject;
        const { project } = byItem.get((after ?? before)!.work_item_id)!;
        recordProjectBulkAction(change, project, 'ingest', {
          text: formatCountedNoun(changed, 'comment', 'comments'),
          entity_type: 'work_item_comment',
          source,
          changed,
          unchanged: pairsOfProject.length - changed,
        });
      }
    }
  }
}

function formatIdentifier({ project, number }: TargetItem): string {
  return formatItemIdentifier(project.identifier, number);
}
