import {
  ingestedWorkItemComment,
  IngestionResult,
  WorkItemCommentIngestion,
} from '@callboard/plugin-callboard-common';
import { groupBy, uniq } from 'lodash';
import { Actor } from '../../../kernel/actor';
import { Change, Changes } from '../../../changes/Changes';
import { countText } from '../../../core/workspaces/recordBulkAction';
import { PeopleService } from '../../../core/people/PeopleService';
import { lockProjects } from '../../../core/projects/selectProjects';
import { ProjectRow } from '../../../access/Caller';
import { readSnapshots } from '../ingest/readSnapshots';
import { formatItemIdentifier } from '../items/WorkItemRow';
import { CommentChanges } from './CommentChanges';
import { CommentPair } from './CommentRow';
import { MentionedPeople } from './MentionedPeople';
import { CommentIngestStore, NamedItem } from './CommentIngestStore';
import {
  CommentSnapshot,
  CommentTarget,
  IngestedComments,
} from './IngestedComments';

/** One ingestion call of a source and its results so far. */
interface Call {
  workspace_id: string;
  source: string;
  snapshots: readonly CommentSnapshot[];
  results: Map<number, IngestionResult>;
}

/** A work item that receives comments, with its project. */
type Home = NamedItem & { project: ProjectRow };

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
   * Applies comment states, in any order and any number of times. The newest state of each
   * comment wins, and deleted comments stay deleted. One transaction stores everything valid;
   * comments on unknown items fail.
   *
   * @returns the result of each state, in input order
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
      await this.deps.changes.run({ ...actor, source: 'ingest' }, change =>
        this.takeAll(change, call),
      );
    }
    return comments.map((_, index) => results.get(index)!);
  }

  private async takeAll(change: Change, call: Call): Promise<void> {
    const { ingestStore } = this.deps;
    const { workspace_id, source, snapshots, results } = call;
    const homes = await this.lockItemProjects(change, call);
    const known = await ingestStore.find(
      change.tx,
      workspace_id,
      source,
      snapshots.map(({ item }) => item.external_id),
    );
    const comments = new IngestedComments(change, source, known);
    const targets = await this.readTargets(change, homes, snapshots);
    const outcomes = snapshots.map(snapshot => {
      const { external_id, work_item_external_id } = snapshot.item;
      // A stored comment stays on its item.
      const itemId =
        comments.find(external_id)?.work_item_id ??
        homes.find(home => home.external_id === work_item_external_id)?.id;
      const target = itemId === undefined ? undefined : targets.get(itemId);
      return { snapshot, outcome: comments.take(snapshot, target) };
    });
    await this.store(change, source, comments.getChangedPairs(), homes);
    await ingestStore.bury(
      change.tx,
      workspace_id,
      source,
      comments.getNewlyDeletedIds(),
      change.now,
    );
    for (const { snapshot, outcome } of outcomes) {
      const { external_id } = snapshot.item;
      const comment = comments.find(external_id);
      const home = homes.find(({ id }) => id === comment?.work_item_id);
      results.set(snapshot.index, {
        external_id,
        status: outcome.status,
        id: comment?.id ?? null,
        identifier: home ? formatIdentifier(home) : null,
        reason: outcome.reason ?? null,
      });
    }
  }

  /**
   * Locks the work of the projects of the items.
   *
   * @returns the items
   */
  private async lockItemProjects(
    { tx }: Change,
    { workspace_id, source, snapshots }: Call,
  ): Promise<Home[]> {
    const called = {
      items: uniq(snapshots.map(({ item }) => item.work_item_external_id)),
      comments: uniq(snapshots.map(({ item }) => item.external_id)),
    };
    const find = () =>
      this.deps.ingestStore.findItems(tx, workspace_id, source, called);
    const found = await find();
    const projects = await lockProjects(
      tx,
      found.map(({ project_id }) => project_id),
    );
    const byId = new Map(projects.map(project => [project.id, project]));
    // The transactions we waited for may have deleted items.
    return (await find()).flatMap(item => {
      const project = byId.get(item.project_id);
      return project ? [{ ...item, project }] : [];
    });
  }

  /** Reads the comment targets, by item id. */
  private async readTargets(
    { tx }: Change,
    homes: readonly Home[],
    snapshots: readonly CommentSnapshot[],
  ): Promise<ReadonlyMap<string, CommentTarget>> {
    const mentioned = uniq(
      snapshots.flatMap(({ item }) => item.mentions ?? []),
    );
    const targets = new Map<string, CommentTarget>();
    for (const items of Object.values(groupBy(homes, 'project_id'))) {
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
    homes: readonly Home[],
  ): Promise<void> {
    const byItem = new Map(homes.map(home => [home.id, home]));
    const byProject = groupBy(
      pairs,
      ({ before, after }) => (after ?? before)!.project_id,
    );
    for (const together of Object.values(byProject)) {
      const isOne = together.length === 1;
      const changed = await this.deps.commentChanges.apply(
        change,
        together,
        id => {
          const home = byItem.get(id)!;
          return { identifier: formatIdentifier(home), title: home.title };
        },
        { detail: !isOne },
      );
      if (!isOne && changed > 0) {
        const [{ before, after }] = together;
        const { project } = byItem.get((after ?? before)!.work_item_id)!;
        change.record({
          workspace_id: project.workspace_id,
          project_id: project.id,
          action: 'ingest',
          visibility: 'project',
          entity_type: 'project',
          entity_id: project.id,
          entity_label: project.name,
          before: null,
          after: null,
          metadata: {
            text: countText(changed, 'comment', 'comments'),
            entity_type: 'work_item_comment',
            source,
            changed,
            unchanged: together.length - changed,
          },
        });
      }
    }
  }
}

function formatIdentifier({ project, number }: Home): string {
  return formatItemIdentifier(project.identifier, number);
}
