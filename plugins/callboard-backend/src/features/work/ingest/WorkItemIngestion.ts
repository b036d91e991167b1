import {
  ingestedWorkItem,
  IngestionResult,
} from '@callboard/plugin-callboard-common';
import { groupBy, uniq } from 'lodash';
import { ServiceUnavailableError } from '@backstage/errors';
import { Actor } from '../../../kernel/actor';
import { Change, Changes } from '../../../changes/Changes';
import { retryConflicts } from '../../../changes/retryConflicts';
import { PeopleService } from '../../../core/people/PeopleService';
import { lockProjects } from '../../../core/projects/projectQueries';
import { ProjectRow } from '../../../access/Caller';
import { EntityProjects } from '../../../core/projects/EntityProjects';
import { WorkItemChanges } from '../items/WorkItemChanges';
import {
  hasHiddenContents,
  WorkItemPair,
  WorkItemRow,
} from '../items/WorkItemRow';
import {
  assignNumbers,
  findIngestedItems,
  IngestedItems,
  IngestedProject,
  ItemSnapshot,
} from './IngestedItems';
import { addTombstones, IngestOutcome, KnownRows } from './IngestedRows';
import { linkParents } from './linkParents';
import { ProjectSettingsUpdater } from './ProjectSettingsUpdater';
import { createFailedResult, readSnapshots, SourceKey } from './readSnapshots';
import { hideSnapshot, removeContents } from './removeContents';

/** Another call has stored items in projects that this call has not locked. */
class ConcurrentIngestionError extends ServiceUnavailableError {}

interface ProjectSnapshot extends ItemSnapshot {
  project: ProjectRow;
}

/** The projects of existing and new items, by id. */
type ItemProjects = ReadonlyMap<string, ProjectRow>;

interface Call {
  workspace_id: string;
  source: string;
  isHiding: boolean;
  projectSnapshots: readonly ProjectSnapshot[];
  results: Map<number, IngestionResult>;
}

/**
 * The result for a snapshot of a secret project if its item is stored in an open project. Sources
 * continue with other items after this failure, but not after a failure of `entity_ref`.
 */
const EXPOSED_RESULT = {
  status: 'failed',
  reason:
    'external_id: the item is stored in an open project, but the project of entity_ref is secret, so the contents are hidden',
} as const;

/** The statuses of applied snapshots. `EXPOSED_RESULT` replaces only these results. */
const appliedStatuses = new Set<IngestOutcome['status']>([
  'created',
  'updated',
  'unchanged',
]);

/** Hides what a source has sent about hidden items, such as their comments. */
export interface HideableContents {
  /** Idempotent. Ignores items that are no longer hidden. */
  hide(
    actor: Actor,
    key: SourceKey,
    work_item_external_ids: readonly string[],
  ): Promise<void>;
}

export class WorkItemIngestion {
  constructor(
    private readonly deps: {
      changes: Changes;
      people: PeopleService;
      projects: EntityProjects;
      settings: ProjectSettingsUpdater;
      itemChanges: WorkItemChanges;
      hiddenContents: readonly HideableContents[];
    },
  ) {}

  /**
   * Applies item snapshots, in any order and any number of times. The newest snapshot of each item
   * wins, and deleted items stay deleted. One transaction stores all valid snapshots.
   *
   * @param ingestion - `isHiding`: hides the contents of an item if its newest snapshot is among
   *   these, and ignores items that are not stored
   * @returns the result of each snapshot, in input order
   */
  async ingest(
    actor: Actor,
    workspace_id: string,
    ingestion: {
      source: string;
      items: readonly unknown[];
      isHiding?: boolean;
    },
  ): Promise<IngestionResult[]> {
    const { source, items, isHiding = false } = ingestion;
    const { snapshots, failures: results } = readSnapshots(
      ingestedWorkItem,
      items,
    );
    const projects = await this.deps.projects.findOrCreate(
      workspace_id,
      snapshots.map(({ item }) => item.entity_ref),
    );
    const projectSnapshots: ProjectSnapshot[] = [];
    for (const snapshot of snapshots) {
      const { entity_ref, external_id } = snapshot.item;
      const project = projects.get(entity_ref);
      if (project) {
        projectSnapshots.push({ ...snapshot, project });
      } else {
        const reason =
          'entity_ref: this entity has no project in the workspace';
        results.set(snapshot.index, createFailedResult(external_id, reason));
      }
    }
    if (projectSnapshots.length > 0) {
      // Loads people before the transaction, which must not wait for the catalog.
      await this.deps.people.getMany(
        projectSnapshots.flatMap(({ item }) => item.assignees ?? []),
      );
      const key = { workspace_id, source };
      const call = { ...key, isHiding, projectSnapshots, results };
      const hiddenIds = await retryConflicts(
        () =>
          this.deps.changes.run({ ...actor, source: 'ingest' }, change =>
            this.applyAll(change, call),
          ),
        error => error instanceof ConcurrentIngestionError,
      );
      if (hiddenIds.length > 0) {
        // Hides contents in later transactions, because hiding worklogs locks people before
        // projects. The transactions skip an item that a newer snapshot has shown again since. If
        // one fails, the source sends the item again.
        for (const contents of this.deps.hiddenContents) {
          await contents.hide(actor, key, hiddenIds);
        }
      }
    }
    return items.map((_, index) => results.get(index)!);
  }

  /**
   * @returns the external ids of items to which a snapshot was applied and whose contents are
   * hidden
   */
  private async applyAll(change: Change, call: Call): Promise<string[]> {
    const { workspace_id, source, results } = call;
    const { itemProjects, known } = await this.lockInvolvedProjects(
      change,
      call,
    );
    const projectIds = findProjectIds(call, known);
    const getProjectId = ({ item }: ProjectSnapshot) =>
      projectIds.get(item.external_id)!;
    const isExposed = (projectSnapshot: ProjectSnapshot) =>
      !call.isHiding &&
      itemProjects.get(projectSnapshot.project.id)?.access === 'secret' &&
      itemProjects.get(getProjectId(projectSnapshot))?.access === 'open';
    const exposed = new Set(
      call.projectSnapshots.filter(isExposed).map(({ index }) => index),
    );
    const projectSnapshots = call.projectSnapshots.map(projectSnapshot => {
      if (call.isHiding) {
        return hideSnapshot(projectSnapshot);
      }
      const { index, item } = projectSnapshot;
      return exposed.has(index)
        ? removeContents(projectSnapshot, known.live.get(item.external_id))
        : projectSnapshot;
    });
    const items = new IngestedItems(change, source, known);
    const byProject = groupBy(projectSnapshots, getProjectId);
    const projects = new Map<string, IngestedProject>();
    for (const [id, snapshotsOfProject] of Object.entries(byProject)) {
      const project = itemProjects.get(id);
      // Archived projects accept no items.
      if (project?.archived_at === null) {
        const newerItems = snapshotsOfProject
          .filter(projectSnapshot => items.isNewer(projectSnapshot))
          .map(({ item }) => item);
        projects.set(
          id,
          await this.deps.settings.updateAndRead(
            change,
            project,
            source,
            newerItems,
          ),
        );
      }
    }
    const outcomes = projectSnapshots.map(projectSnapshot => {
      if (call.isHiding && !items.find(projectSnapshot.item.external_id)) {
        const outcome: IngestOutcome = { status: 'unchanged' };
        return { projectSnapshot, outcome };
      }
      const id = getProjectId(projectSnapshot);
      const project = projects.get(id);
      const rejection = itemProjects.has(id) ? 'archived' : 'deleted';
      const outcome: IngestOutcome = project
        ? items.apply(projectSnapshot, project)
        : {
            status: 'failed',
            reason: `entity_ref: its project is ${rejection}`,
          };
      return { projectSnapshot, outcome };
    });
    await linkParents(change.tx, { workspace_id, source }, items);
    const pairs = items.getChangedPairs();
    await this.store(change, source, pairs, itemProjects, projects);
    await addTombstones(
      change,
      'work_item',
      { workspace_id, source },
      items.getNewlyDeletedIds(),
    );
    const hiddenIds = new Set<string>();
    for (const { projectSnapshot, outcome } of outcomes) {
      const { external_id } = projectSnapshot.item;
      const item = items.find(external_id);
      const isApplied = appliedStatuses.has(outcome.status);
      // A newer snapshot of the same call may have shown the contents again.
      if (isApplied && hasHiddenContents(item)) {
        hiddenIds.add(external_id);
      }
      results.set(projectSnapshot.index, {
        external_id,
        status:
          outcome.status === 'unchanged' && items.hasMoved(external_id)
            ? 'updated'
            : outcome.status,
        id: item?.id ?? null,
        identifier: item?.identifier ?? null,
        reason: outcome.reason ?? null,
        ...(isApplied && exposed.has(projectSnapshot.index) && EXPOSED_RESULT),
      });
    }
    return [...hiddenIds];
  }

  /**
   * Stores changed items, as one bulk action per project, and clears the parent of items whose
   * parent was deleted.
   */
  private async store(
    change: Change,
    source: string,
    pairs: readonly WorkItemPair[],
    itemProjects: ItemProjects,
    projects: ReadonlyMap<string, IngestedProject>,
  ): Promise<void> {
    const byProject = groupBy(
      pairs,
      ({ before, after }) => (after ?? before)!.project_id,
    );
    for (const [id, pairsOfProject] of Object.entries(byProject)) {
      const project = itemProjects.get(id)!;
      await assignNumbers(change, project, pairsOfProject);
      await this.deps.itemChanges.applyAsBulkAction(change, pairsOfProject, {
        project,
        action: 'ingest',
        metadata: { source },
        names: projects.get(id)?.names,
      });
    }
    await this.deps.itemChanges.clearParents(
      change,
      pairs.flatMap(({ before, after }) => (before && !after ? before.id : [])),
    );
  }

  private async lockInvolvedProjects(
    { tx }: Change,
    { workspace_id, source, projectSnapshots }: Call,
  ): Promise<{ itemProjects: ItemProjects; known: KnownRows<WorkItemRow> }> {
    const key = { workspace_id, source };
    const external_ids = uniq(
      projectSnapshots.map(({ item }) => item.external_id),
    );
    const currentIds: string[] = await tx('work_items')
      .distinct('project_id')
      .where({ ...key, deleted_at: null })
      .whereIn('external_id', external_ids)
      .pluck('project_id');
    const rows = await lockProjects(tx, [
      ...projectSnapshots.map(({ project }) => project.id),
      ...currentIds,
    ]);
    const itemProjects = new Map(rows.map(project => [project.id, project]));
    const known = await findIngestedItems(tx, key, external_ids);
    // Before the lock, another transaction may have stored items in other projects.
    for (const { project_id } of known.live.values()) {
      if (!itemProjects.has(project_id) && !currentIds.includes(project_id)) {
        throw new ConcurrentIngestionError();
      }
    }
    return { itemProjects, known };
  }
}

/**
 * Returns the ids of the projects that contain the items after the call, by external id. Existing
 * items stay in their project. A new item belongs to the project of its first snapshot, even if the
 * call contains snapshots of it in other projects.
 */
function findProjectIds(
  { projectSnapshots }: Call,
  known: KnownRows<WorkItemRow>,
): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const { item, project } of projectSnapshots) {
    const id = item.external_id;
    const currentId = known.live.get(id)?.project_id;
    ids.set(id, currentId ?? ids.get(id) ?? project.id);
  }
  return ids;
}
