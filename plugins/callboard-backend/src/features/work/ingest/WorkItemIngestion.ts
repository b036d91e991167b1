import {
  ingestedWorkItem,
  IngestionResult,
  WorkItemIngestion as Ingestion,
} from '@callboard/plugin-callboard-common';
import { groupBy, uniq } from 'lodash';
import { ServiceUnavailableError } from '@backstage/errors';
import { Actor } from '../../../kernel/actor';
import { Change, Changes } from '../../../changes/Changes';
import { isDeadlock, isUniqueViolation } from '../../../database/dialect';
import { PeopleService } from '../../../core/people/PeopleService';
import { lockProjects } from '../../../core/projects/selectProjects';
import { ProjectRow } from '../../../access/Caller';
import { EntityProjects } from '../../../core/projects/EntityProjects';
import { WorkItemChanges } from '../items/WorkItemChanges';
import { BOARD_STEP } from '../items/buildWorkItem';
import { formatItemIdentifier, WorkItemPair } from '../items/WorkItemRow';
import { takeNumbers } from '../lockWork';
import {
  IngestedItems,
  IngestedProject,
  ItemSnapshot,
  NO_NUMBER,
  IngestOutcome,
} from './IngestedItems';
import { IngestStore, KnownItems } from './IngestStore';
import { ProjectSettingsReader } from './ProjectSettingsReader';
import { createFailedResult, readSnapshots } from './readSnapshots';

/** Another call has moved items to projects that this one has not locked. */
class ConcurrentIngestionError extends ServiceUnavailableError {}

/** An item state with the project of its entity. */
interface Arrival extends ItemSnapshot {
  project: ProjectRow;
}

/** The current and future projects of items, by id. */
type Homes = ReadonlyMap<string, ProjectRow>;

/** One ingestion call of a source and its results so far. */
interface Call {
  workspace_id: string;
  source: string;
  arrivals: readonly Arrival[];
  results: Map<number, IngestionResult>;
}

/** Each attempt but the last has lost a race against another call. */
const MAX_ATTEMPTS = 3;

/** Synchronises the work items of other systems. */
export class WorkItemIngestion {
  constructor(
    private readonly deps: {
      changes: Changes;
      people: PeopleService;
      projects: EntityProjects;
      settings: ProjectSettingsReader;
      ingestStore: IngestStore;
      itemChanges: WorkItemChanges;
    },
  ) {}

  /**
   * Applies item states, in any order and any number of times. The newest state of each item
   * wins, and deleted items stay deleted. One transaction stores everything valid.
   *
   * @returns the result of each state, in input order
   */
  async ingest(
    actor: Actor,
    workspace_id: string,
    { source, items }: Ingestion,
  ): Promise<IngestionResult[]> {
    const { snapshots, failures: results } = readSnapshots(
      ingestedWorkItem,
      items,
    );
    const projects = await this.deps.projects.find(
      workspace_id,
      snapshots.map(({ item }) => item.entity_ref),
    );
    const arrivals: Arrival[] = [];
    for (const snapshot of snapshots) {
      const { entity_ref, external_id } = snapshot.item;
      const project = projects.get(entity_ref);
      if (project) {
        arrivals.push({ ...snapshot, project });
      } else {
        const reason =
          'entity_ref: this entity has no project in the workspace';
        results.set(snapshot.index, createFailedResult(external_id, reason));
      }
    }
    if (arrivals.length > 0) {
      // Loads people before the transaction, which must not wait for the catalog.
      await this.deps.people.getMany(
        arrivals.flatMap(({ item }) => item.assignees ?? []),
      );
      const call = { workspace_id, source, arrivals, results };
      await this.run({ ...actor, source: 'ingest' }, call);
    }
    return items.map((_, index) => results.get(index)!);
  }

  /**
   * Makes the project of an entity secret before it receives items.
   *
   * @throws NotFoundError when the entity does not exist or cannot have a project
   */
  async makeSecret(workspace_id: string, entity_ref: string): Promise<void> {
    await this.deps.projects.makeSecret(workspace_id, entity_ref);
  }

  /**
   * Applies everything in one transaction. Retries when another call has moved an item to
   * another project meanwhile.
   */
  private async run(actor: Actor, call: Call, attempt = 1): Promise<void> {
    try {
      await this.deps.changes.run(actor, change => this.takeAll(change, call));
    } catch (error) {
      const isConcurrent =
        error instanceof ConcurrentIngestionError ||
        isUniqueViolation(error) ||
        isDeadlock(error);
      if (!isConcurrent || attempt === MAX_ATTEMPTS) {
        throw error;
      }
      await this.run(actor, call, attempt + 1);
    }
  }

  private async takeAll(change: Change, call: Call): Promise<void> {
    const { ingestStore } = this.deps;
    const { workspace_id, source, arrivals, results } = call;
    const { tx } = change;
    const { homes, known } = await this.lockInvolvedProjects(change, call);
    const getHomeId = ({ item, project }: Arrival) =>
      known.live.get(item.external_id)?.project_id ?? project.id;
    const items = new IngestedItems(change, source, known);
    const byHome = groupBy(arrivals, getHomeId);
    const projects = await this.readProjects(call, change, {
      homes,
      byHome,
      items,
    });
    const outcomes = arrivals.map(arrival => {
      const project = projects.get(getHomeId(arrival));
      const outcome: IngestOutcome = project
        ? items.take(arrival, project)
        : {
            status: 'failed',
            reason: explainRejection(homes.get(getHomeId(arrival))),
          };
      return { arrival, outcome };
    });
    await this.store(change, source, items.getChangedPairs(), {
      homes,
      projects,
    });
    await ingestStore.bury(
      tx,
      workspace_id,
      source,
      items.getNewlyDeletedIds(),
      change.now,
    );
    for (const { arrival, outcome } of outcomes) {
      const { external_id } = arrival.item;
      const item = items.find(external_id);
      results.set(arrival.index, {
        external_id,
        status: outcome.status,
        id: item?.id ?? null,
        identifier: item?.identifier ?? null,
        reason: outcome.reason ?? null,
      });
    }
  }

  /** Reads the settings of the projects that accept items. Archived projects do not. */
  private async readProjects(
    { source }: Call,
    change: Change,
    {
      homes,
      byHome,
      items,
    }: {
      homes: Homes;
      byHome: Record<string, Arrival[]>;
      items: IngestedItems;
    },
  ): Promise<ReadonlyMap<string, IngestedProject>> {
    const projects = new Map<string, IngestedProject>();
    for (const [id, arriving] of Object.entries(byHome)) {
      const news = arriving
        .filter(arrival => items.isNews(arrival))
        .map(({ item }) => item);
      const project = homes.get(id);
      if (project?.archived_at === null) {
        projects.set(
          id,
          await this.deps.settings.read(change, project, source, news),
        );
      }
    }
    return projects;
  }

  /** Stores changed items, as one bulk action per project. */
  private async store(
    change: Change,
    source: string,
    pairs: readonly WorkItemPair[],
    {
      homes,
      projects,
    }: { homes: Homes; projects: ReadonlyMap<string, IngestedProject> },
  ): Promise<void> {
    await this.assignNumbers(change, pairs, homes);
    const byProject = groupBy(
      pairs,
      ({ before, after }) => (after ?? before)!.project_id,
    );
    for (const [id, together] of Object.entries(byProject)) {
      await this.deps.itemChanges.applyTogether(change, together, {
        project: homes.get(id)!,
        action: 'ingest',
        metadata: { source },
        names: projects.get(id)?.names,
      });
    }
  }

  /**
   * Locks the work of all projects involved: those that new items go to, and those that
   * existing items belong to. Existing items stay there.
   */
  private async lockInvolvedProjects(
    { tx }: Change,
    { workspace_id, source, arrivals }: Call,
  ): Promise<{ homes: Homes; known: KnownItems }> {
    const { ingestStore } = this.deps;
    const external_ids = uniq(arrivals.map(({ item }) => item.external_id));
    const former = await ingestStore.listProjectIds(
      tx,
      workspace_id,
      source,
      external_ids,
    );
    const rows = await lockProjects(tx, [
      ...arrivals.map(({ project }) => project.id),
      ...former,
    ]);
    const homes = new Map(rows.map(project => [project.id, project]));
    const known = await ingestStore.find(
      tx,
      workspace_id,
      source,
      external_ids,
    );
    // The transactions we waited for may have moved items to other projects.
    for (const { project_id } of known.live.values()) {
      if (!homes.has(project_id) && !former.includes(project_id)) {
        throw new ConcurrentIngestionError();
      }
    }
    return { homes, known };
  }

  /** Assigns numbers to new items, in input order. */
  private async assignNumbers(
    { tx }: Change,
    pairs: readonly WorkItemPair[],
    homes: Homes,
  ): Promise<void> {
    const made = pairs.flatMap(({ after }) =>
      after?.number === NO_NUMBER ? [after] : [],
    );
    for (const [id, items] of Object.entries(groupBy(made, 'project_id'))) {
      const first = await takeNumbers(tx, id, items.length);
      items.forEach((item, index) => {
        item.number = first + index;
        item.identifier = formatItemIdentifier(
          homes.get(id)!.identifier,
          item.number,
        );
        item.sort_order = item.number * BOARD_STEP;
      });
    }
  }
}

/** The reason a project accepts no items. */
function explainRejection(project: ProjectRow | undefined): string {
  return `entity_ref: its project is ${project ? 'archived' : 'deleted'}`;
}
