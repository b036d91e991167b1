import {
  ingestedWorkItemComment,
  IngestionResult,
} from '@callboard/plugin-callboard-common';
import { groupBy, uniq } from 'lodash';
import { Actor } from '../../../kernel/actor';
import { Change, Changes } from '../../../changes/Changes';
import { retryConflicts } from '../../../changes/retryConflicts';
import { formatCountedNoun } from '../../../core/workspaces/recordBulkAction';
import { PeopleService } from '../../../core/people/PeopleService';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import { lockProjects } from '../../../core/projects/projectQueries';
import { ProjectRow } from '../../../access/Caller';
import { addTombstones, findKnownRows } from '../ingest/IngestedRows';
import { readSnapshots, SourceKey } from '../ingest/readSnapshots';
import { recordProjectBulkAction } from '../items/WorkItemChanges';
import { formatItemIdentifier, hasHiddenContents } from '../items/WorkItemRow';
import { applyCommentChanges } from './applyCommentChanges';
import { CommentPair, readComments, selectComments } from './CommentRow';
import {
  CommentSnapshot,
  CommentTarget,
  ExternalItem,
  findCommentedItems,
  IngestedComments,
  IngestedIds,
  listHiddenItemIds,
  releaseComments,
} from './IngestedComments';

interface Call {
  workspace_id: string;
  source: string;
  snapshots: readonly CommentSnapshot[];
  results: Map<number, IngestionResult>;
}

type TargetItem = ExternalItem & { project: ProjectRow };

export class CommentIngestion {
  constructor(
    private readonly deps: {
      changes: Changes;
      people: PeopleService;
      audience: ProjectAudience;
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
    { source, comments }: { source: string; comments: readonly unknown[] },
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

  /**
   * Deletes the comments of a source on hidden items, without tombstones, so that the source can
   * send them again.
   */
  async hide(
    actor: Actor,
    key: SourceKey,
    work_item_external_ids: readonly string[],
  ): Promise<void> {
    await retryConflicts(() =>
      this.deps.changes.run({ ...actor, source: 'ingest' }, async change => {
        const commentedIds = await listHiddenItemIds(
          change.tx,
          key,
          work_item_external_ids,
        );
        if (commentedIds.length === 0) {
          return;
        }
        const externalIds = { items: commentedIds, comments: [] };
        const items = (
          await this.lockItemProjects(change, key, externalIds)
        ).filter(hasHiddenContents);
        const ids = items.map(({ id }) => id);
        const comments = await releaseComments(change.tx, key, ids);
        const pairs = comments.map(before => ({ before, after: null }));
        await this.store(change, key.source, pairs, items, ['body']);
      }),
    );
  }

  private async applyAll(change: Change, call: Call): Promise<void> {
    const { workspace_id, source, snapshots, results } = call;
    const targetItems = await this.lockItemProjects(change, call, {
      items: uniq(snapshots.map(({ item }) => item.work_item_external_id)),
      comments: uniq(snapshots.map(({ item }) => item.external_id)),
    });
    const known = await findKnownRows(
      change.tx,
      'work_item_comment',
      { workspace_id, source },
      snapshots.map(({ item }) => item.external_id),
      selectComments(change.tx),
      readComments,
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
      'work_item_comment',
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

  /** Locks the projects of the items that `findCommentedItems` finds. Returns the items. */
  private async lockItemProjects(
    { tx }: Change,
    key: SourceKey,
    externalIds: IngestedIds,
  ): Promise<TargetItem[]> {
    const findItems = () => findCommentedItems(tx, key, externalIds);
    const found = await findItems();
    const projectIds = found.map(({ project_id }) => project_id);
    const projects = await lockProjects(tx, projectIds);
    const projectsById = new Map(
      projects.map(project => [project.id, project]),
    );
    // Reads again, because another transaction may have deleted items before the lock.
    return (await findItems()).flatMap(item => {
      const project = projectsById.get(item.project_id);
      return project ? [{ ...item, project }] : [];
    });
  }

  /** Returns the targets of comments by item id. Reads which people can see each project. */
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
      const viewers = await this.deps.audience.filterProjectViewers(
        tx,
        project,
        mentioned,
      );
      const canSee = (user_ref: string) => viewers.has(user_ref);
      for (const item of items) {
        const { id } = item;
        const isHidden = hasHiddenContents(item);
        targets.set(id, { project, work_item_id: id, isHidden, canSee });
      }
    }
    return targets;
  }

  /**
   * Stores changed comments, as one bulk action per project.
   *
   * @param sensitive - fields that the activity log and webhooks get without their values
   */
  private async store(
    change: Change,
    source: string,
    pairs: readonly CommentPair[],
    targetItems: readonly TargetItem[],
    sensitive: readonly string[] = [],
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
      const changed = await applyCommentChanges(
        change,
        pairsOfProject,
        id => {
          const targetItem = byItem.get(id)!;
          return {
            identifier: formatIdentifier(targetItem),
            title: targetItem.title,
          };
        },
        { detail: !isSingle, sensitive },
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
