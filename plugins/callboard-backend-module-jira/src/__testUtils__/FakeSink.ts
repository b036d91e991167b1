import { JsonValue } from '@backstage/types';
import {
  IngestedSetting,
  IngestedWorkItem,
  IngestedWorkItemComment,
  IngestedWorklog,
  IngestionResult,
} from '@callboard/plugin-callboard-common';
import {
  SourceAccount,
  SourceSync,
  SyncedProject,
  SyncProblem,
  SyncProgress,
  SyncRun,
  WorkItemSink,
} from '@callboard/plugin-callboard-node';

type Snapshot = {
  external_id: string;
  updated_at: string;
  is_deleted?: boolean | null;
};

/** Snapshots in memory: the newest wins, deletions are permanent. */
class FakeTable<T extends Snapshot> {
  readonly live = new Map<string, T>();
  readonly deleted = new Set<string>();
  /** The number of ingested snapshots. */
  count = 0;

  ingest(snapshots: readonly T[]): IngestionResult[] {
    this.count += snapshots.length;
    return snapshots.map(snapshot => {
      const { external_id, updated_at, is_deleted } = snapshot;
      const before = this.live.get(external_id);
      if (is_deleted || this.deleted.has(external_id)) {
        this.live.delete(external_id);
        this.deleted.add(external_id);
        return createResult(external_id, 'deleted');
      }
      if (before && before.updated_at > updated_at) {
        return createResult(external_id, 'outdated');
      }
      this.live.set(external_id, { ...before, ...snapshot });
      return createResult(external_id, before ? 'updated' : 'created');
    });
  }
}

const noContents = {
  description: null,
  assignees: [],
  labels: [],
  cycle: null,
  module: null,
};

function createResult(
  external_id: string,
  status: IngestionResult['status'],
): IngestionResult {
  const id = status === 'deleted' ? null : external_id;
  return { external_id, status, id, identifier: null, reason: null };
}

/** A sink in memory, which runs the synchronisation on demand. */
export class FakeSink implements WorkItemSink {
  readonly items = new FakeTable<IngestedWorkItem>();
  readonly comments = new FakeTable<IngestedWorkItemComment>();
  readonly worklogs = new FakeTable<IngestedWorklog>();
  readonly settings: IngestedSetting[] = [];
  readonly secret = new Set<string>();
  /** Whether the project of the next run is archived. */
  isArchived = false;
  readonly accounts = new Map<string, SourceAccount>();
  readonly events: string[] = [];
  /** The `external_ids` of each call of `listItemIds`. */
  readonly idQueries: Array<readonly string[] | undefined> = [];
  /** The Users of accounts, by key. */
  readonly people = new Map<string, string>();
  /** The problems of the last run. */
  readonly problems: SyncProblem[] = [];
  /** The progress after each page of all runs. */
  readonly progress: SyncProgress[] = [];
  /** Called before each save. Can throw an error to simulate that the process is killed. */
  beforeSave: () => void = () => {};
  readonly #cursors = new Map<string, JsonValue>();
  #sync: SourceSync | undefined;

  readonly cursors = {
    read: async (_: string, name: string) => this.#cursors.get(name),
    write: async (_: string, name: string, value: JsonValue) => {
      this.#cursors.set(name, value);
    },
  };

  /** Synchronises all projects. */
  async sync(signal = new AbortController().signal): Promise<void> {
    for (const project of await this.#sync!.listProjects()) {
      await this.#sync!.readProject(project, this.createRun(project, signal));
    }
  }

  async ingest(_: string, items: readonly IngestedWorkItem[]) {
    // Existing items stay in their project.
    return this.items.ingest(
      items.map(item => ({
        ...item,
        entity_ref:
          this.items.live.get(item.external_id)?.entity_ref ?? item.entity_ref,
      })),
    );
  }

  async hide(workspace: string, items: readonly IngestedWorkItem[]) {
    const results = await this.ingest(
      workspace,
      items
        .filter(({ external_id }) => this.items.live.has(external_id))
        .map(item => ({ ...item, ...noContents })),
    );
    for (const { external_id: id, status } of results) {
      if (status === 'updated') {
        for (const external_id of listIds(this.comments.live.values(), id!)) {
          this.comments.live.delete(external_id);
        }
        for (const external_id of listIds(this.worklogs.live.values(), id!)) {
          const worklog = this.worklogs.live.get(external_id)!;
          const hidden = { ...worklog, description: null };
          this.worklogs.live.set(external_id, hidden);
        }
      }
    }
    return results;
  }

  async ingestComments(
    _: string,
    comments: readonly IngestedWorkItemComment[],
  ) {
    return this.comments.ingest(comments);
  }

  async ingestWorklogs(_: string, worklogs: readonly IngestedWorklog[]) {
    return this.worklogs.ingest(worklogs);
  }

  async ingestSettings(_: string, settings: readonly IngestedSetting[]) {
    this.settings.push(...settings);
  }

  async makeSecret(_: string, entity_ref: string) {
    this.secret.add(entity_ref);
  }

  async findPeople(_: string, accounts: readonly SourceAccount[]) {
    accounts.forEach(account => this.accounts.set(account.key, account));
    return this.people;
  }

  async listItemIds(
    _: string,
    entity_ref: string,
    external_ids?: readonly string[],
  ) {
    this.idQueries.push(external_ids);
    return [...this.items.live.values()]
      .filter(item => item.entity_ref === entity_ref)
      .filter(item => external_ids?.includes(item.external_id) ?? true)
      .map(({ external_id, external_url }) => ({
        external_id,
        external_url: external_url ?? null,
      }));
  }

  async listCommentIds(_: string, ids: readonly string[]) {
    return this.listByItem(ids, this.comments.live);
  }

  async listWorklogIds(_: string, ids: readonly string[]) {
    return this.listByItem(ids, this.worklogs.live);
  }

  private listByItem(
    ids: readonly string[],
    live: ReadonlyMap<string, Content>,
  ): Map<string, string[]> {
    return new Map(
      ids
        .filter(id => this.items.live.has(id))
        .map(id => [id, listIds(live.values(), id)]),
    );
  }

  async scheduleSync(sync: SourceSync) {
    this.#sync = sync;
  }

  async recordEvent(_: string, entity_ref: string) {
    this.events.push(entity_ref);
  }

  private createRun({ name }: SyncedProject, signal: AbortSignal): SyncRun {
    this.problems.length = 0;
    const cursor = `sync:${name}`;
    return {
      signal,
      isFirst: !this.#cursors.has(cursor),
      isArchived: this.isArchived,
      readCursor: async () => this.#cursors.get(cursor),
      save: async (value, progress) => {
        this.beforeSave();
        this.#cursors.set(cursor, value);
        this.progress.push(progress);
      },
      report: problem => this.problems.push(problem),
    };
  }
}

type Content = { external_id: string; work_item_external_id: string };

function listIds(snapshots: Iterable<Content>, item: string): string[] {
  return [...snapshots]
    .filter(({ work_item_external_id }) => work_item_external_id === item)
    .map(({ external_id }) => external_id);
}
