import {
  describeIssue,
  workItemIngestion,
  IngestedSetting,
  IngestedWorkItem,
  IngestedWorkItemComment,
  IngestedWorklog,
  IngestionResult,
  MAX_INGESTED_ITEMS,
} from '@callboard/plugin-callboard-common';
import {
  FindPeopleOptions,
  SourceAccount,
  SourceSync,
  WorkItemSource,
  WorkItemSourcesExtensionPoint,
  WorkItemCursors,
  StoredItemId,
  WorkItemSink,
} from '@callboard/plugin-callboard-node';
import { InputError } from '@backstage/errors';
import { LRUCache } from 'lru-cache';
import { Core } from '../../../core/Core';
import { callboardActor } from '../../../kernel/actor';
import type { WorklogIngestion } from '../../time/worklogs/WorklogIngestion';
import { SourceKey } from '../ingest/readSnapshots';
import { SourceServices, WorkServices } from '../WorkServices';

/** The minimum time between stored events about an entity. */
const EVENT_INTERVAL_MS = 60_000;

/** Ingests the items, comments, settings and worklogs of one source, and stores its progress. */
class SourceSink implements WorkItemSink {
  readonly cursors: WorkItemCursors = {
    read: async (slug, name) => {
      const workspace = await this.deps.workspaces.findBySlug(slug);
      return (
        workspace &&
        this.deps.cursors.find(
          { workspace_id: workspace.id, source: this.source },
          name,
        )
      );
    },
    write: async (slug, name, value) => {
      await this.deps.cursors.save(await this.getKey(slug), name, value);
    },
  };

  /** The entities with an event stored in the last minute. Their further events are not stored. */
  readonly #recentEvents = new LRUCache<string, true>({
    max: 1_000,
    ttl: EVENT_INTERVAL_MS,
  });

  constructor(
    private readonly source: string,
    private readonly deps: Pick<
      WorkServices,
      'ingestion' | 'settingIngestion' | 'comments'
    > &
      Omit<SourceServices, 'sources'> &
      Pick<Core, 'workspaces' | 'entityProjects'> & {
        /** Undefined while the feature `time` is off. */
        worklogs: WorklogIngestion | undefined;
      },
  ) {}

  async ingest(
    slug: string,
    items: readonly IngestedWorkItem[],
  ): Promise<IngestionResult[]> {
    requireAllowedCount(items);
    const { workspace_id, source } = await this.getKey(slug);
    const ingestion = { source, items: [...items] };
    return this.deps.ingestion.ingest(callboardActor, workspace_id, ingestion);
  }

  async hide(
    slug: string,
    items: readonly IngestedWorkItem[],
  ): Promise<IngestionResult[]> {
    requireAllowedCount(items);
    const { ingestion, storedIds } = this.deps;
    const key = await this.getKey(slug);
    const ids = items.map(({ external_id }) => external_id);
    const stored = new Set((await storedIds.listIds(key, ids)).values());
    // Omits items that are not stored: ingesting them would create their projects.
    const results = await ingestion.hide(callboardActor, key.workspace_id, {
      source: this.source,
      items: items.filter(({ external_id }) => stored.has(external_id)),
    });
    const found = new Map(results.map(result => [result.external_id, result]));
    return items.map(
      item => found.get(item.external_id) ?? createIgnoredResult(item),
    );
  }

  async ingestComments(
    slug: string,
    comments: readonly IngestedWorkItemComment[],
  ): Promise<IngestionResult[]> {
    requireAllowedCount(comments);
    const { workspace_id, source } = await this.getKey(slug);
    return this.deps.comments.ingestion.ingest(callboardActor, workspace_id, {
      source,
      comments: [...comments],
    });
  }

  async ingestSettings(
    slug: string,
    settings: readonly IngestedSetting[],
  ): Promise<void> {
    requireAllowedCount(settings);
    const { workspace_id, source } = await this.getKey(slug);
    await this.deps.settingIngestion.ingest(callboardActor, workspace_id, {
      source,
      settings,
    });
  }

  async ingestWorklogs(
    slug: string,
    worklogs: readonly IngestedWorklog[],
  ): Promise<IngestionResult[]> {
    requireAllowedCount(worklogs);
    const workspace = await this.deps.workspaces.getBySlug(slug);
    return (
      this.deps.worklogs?.ingest(callboardActor, workspace, {
        source: this.source,
        worklogs,
      }) ?? worklogs.map(createIgnoredResult)
    );
  }

  async findPeople(
    slug: string,
    accounts: readonly SourceAccount[],
    options: FindPeopleOptions = {},
  ): Promise<ReadonlyMap<string, string>> {
    const key = await this.getKey(slug);
    return this.deps.accounts.find(key, accounts, options);
  }

  async scheduleSync(sync: SourceSync): Promise<void> {
    await this.deps.syncs.schedule(this.source, sync);
  }

  async recordEvent(
    slug: string,
    entity_ref: string,
    name?: string,
  ): Promise<void> {
    const id = `${slug} ${entity_ref}`;
    if (this.#recentEvents.has(id)) {
      return;
    }
    this.#recentEvents.set(id, true);
    await this.deps.syncs.recordEvent(await this.getKey(slug), {
      entity_ref,
      name: name ?? entity_ref,
    });
  }

  async listItemIds(
    slug: string,
    entity_ref: string,
    external_ids?: readonly string[],
  ): Promise<StoredItemId[]> {
    requireAllowedCount(external_ids ?? []);
    const key = await this.getKey(slug);
    return this.deps.storedIds.listItems(key, entity_ref, external_ids);
  }

  async listCommentIds(
    slug: string,
    work_item_external_ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    requireAllowedCount(work_item_external_ids);
    const key = await this.getKey(slug);
    return this.deps.storedIds.listComments(key, work_item_external_ids);
  }

  async listWorklogIds(
    slug: string,
    work_item_external_ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    requireAllowedCount(work_item_external_ids);
    const key = await this.getKey(slug);
    return this.deps.storedIds.listWorklogs(key, work_item_external_ids);
  }

  async makeSecret(slug: string, entity_ref: string): Promise<void> {
    const { workspace_id } = await this.getKey(slug);
    await this.deps.entityProjects.makeSecret(workspace_id, entity_ref);
  }

  private async getKey(slug: string): Promise<SourceKey> {
    const { id } = await this.deps.workspaces.getBySlug(slug);
    return { workspace_id: id, source: this.source };
  }
}

/** The result for a snapshot that Callboard ignored. */
function createIgnoredResult({
  external_id,
}: {
  external_id: string;
}): IngestionResult {
  return {
    external_id,
    status: 'unchanged',
    id: null,
    identifier: null,
    reason: null,
  };
}

/** @throws InputError when a call contains too many resources */
function requireAllowedCount(resources: readonly unknown[]): void {
  if (resources.length > MAX_INGESTED_ITEMS) {
    throw new InputError(
      `At most ${MAX_INGESTED_ITEMS} work items, comments, worklogs or settings can be ingested per request`,
    );
  }
}

/** The sources of work items that modules add. */
export class WorkItemSources implements WorkItemSourcesExtensionPoint {
  readonly #sources = new Map<string, WorkItemSource>();
  #worklogs: WorklogIngestion | undefined;

  /** {@inheritdoc @callboard/plugin-callboard-node#WorkItemSourcesExtensionPoint.addSource} */
  addSource(source: WorkItemSource): void {
    const { id } = source;
    const { error } = workItemIngestion.shape.source.safeParse(id, {
      error: describeIssue,
    });
    if (error) {
      const [{ message }] = error.issues;
      throw new Error(`"${id}" cannot be a source of work items: ${message}`);
    }
    if (this.#sources.has(id)) {
      throw new Error(
        `A source of work items with the id "${id}" is already registered`,
      );
    }
    this.#sources.set(id, source);
  }

  /** Sets the ingestion of worklogs. Called only if the feature `time` is on. */
  useWorklogs(worklogs: WorklogIngestion): void {
    this.#worklogs = worklogs;
  }

  async connect(core: Core, work: WorkServices): Promise<void> {
    for (const source of this.#sources.values()) {
      await source.connect(
        new SourceSink(source.id, {
          ...core,
          ...work.sources,
          ...work,
          worklogs: this.#worklogs,
        }),
      );
    }
  }
}
