import {
  workItemIngestion,
  IngestedSetting,
  IngestedWorkItem,
  IngestedWorkItemComment,
  IngestedWorklog,
  IngestionResult,
  MAX_INGESTED_ITEMS,
} from '@callboard/plugin-callboard-common';
import {
  WorkItemSource,
  WorkItemSourcesExtensionPoint,
  WorkItemCursors,
  WorkItemSink,
} from '@callboard/plugin-callboard-node';
import { Knex } from 'knex';
import { InputError, NotImplementedError } from '@backstage/errors';
import { JsonValue } from '@backstage/types';
import { WorkspaceDirectory } from '../../../core/workspaces/WorkspaceDirectory';
import { readJson, writeJson } from '../../../database/dialect';
import { callboardActor } from '../../../kernel/actor';
import type { WorklogIngestion } from '../../time/worklogs/WorklogIngestion';
import { WorkServices } from '../WorkServices';

/** The read cursors of work item sources. */
class SourceCursorStore {
  constructor(private readonly knex: Knex) {}

  /** Finds the value of a cursor; undefined if it was never written. */
  async find(
    workspace_id: string,
    source: string,
    name: string,
  ): Promise<JsonValue | undefined> {
    const row = await this.knex('work_source_cursors')
      .where({ workspace_id, source, name })
      .first('value');
    return row && readJson<{ value: JsonValue }>(row.value).value;
  }

  /** Stores a cursor and overwrites the previous one. */
  async save(
    workspace_id: string,
    source: string,
    name: string,
    value: JsonValue,
  ): Promise<void> {
    await this.knex('work_source_cursors')
      .insert({
        workspace_id,
        source,
        name,
        // Wrapped in an object: drivers differ in parsing plain strings.
        value: writeJson({ value }),
      })
      .onConflict(['workspace_id', 'source', 'name'])
      .merge(['value']);
  }
}

/** Ingests the items, comments and settings of one source. */
class SourceSink implements WorkItemSink {
  /** {@inheritdoc @callboard/plugin-callboard-node#WorkItemSink.cursors} */
  readonly cursors: WorkItemCursors = {
    read: async (slug, name) => {
      const workspace = await this.deps.workspaces.findBySlug(slug);
      return (
        workspace && this.deps.cursors.find(workspace.id, this.source, name)
      );
    },
    write: async (slug, name, value) => {
      const { id } = await this.deps.workspaces.getBySlug(slug);
      await this.deps.cursors.save(id, this.source, name, value);
    },
  };

  constructor(
    private readonly source: string,
    private readonly deps: Pick<
      WorkServices,
      'ingestion' | 'settingIngestion' | 'comments'
    > & {
      workspaces: WorkspaceDirectory;
      cursors: SourceCursorStore;
      /** Undefined while the feature `time` is off. */
      worklogs: WorklogIngestion | undefined;
    },
  ) {}

  /** {@inheritdoc @callboard/plugin-callboard-node#WorkItemSink.ingest} */
  async ingest(
    slug: string,
    items: readonly IngestedWorkItem[],
  ): Promise<IngestionResult[]> {
    requireAllowedCount(items);
    const { id } = await this.deps.workspaces.getBySlug(slug);
    return this.deps.ingestion.ingest(callboardActor, id, {
      source: this.source,
      items: [...items],
    });
  }

  /** {@inheritdoc @callboard/plugin-callboard-node#WorkItemSink.ingestComments} */
  async ingestComments(
    slug: string,
    comments: readonly IngestedWorkItemComment[],
  ): Promise<IngestionResult[]> {
    requireAllowedCount(comments);
    const { id } = await this.deps.workspaces.getBySlug(slug);
    return this.deps.comments.ingestion.ingest(callboardActor, id, {
      source: this.source,
      comments: [...comments],
    });
  }

  /** {@inheritdoc @callboard/plugin-callboard-node#WorkItemSink.ingestSettings} */
  async ingestSettings(
    slug: string,
    settings: readonly IngestedSetting[],
  ): Promise<void> {
    requireAllowedCount(settings);
    const { id } = await this.deps.workspaces.getBySlug(slug);
    await this.deps.settingIngestion.ingest(callboardActor, id, {
      source: this.source,
      settings,
    });
  }

  /** {@inheritdoc @callboard/plugin-callboard-node#WorkItemSink.ingestWorklogs} */
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

  /** {@inheritdoc @callboard/plugin-callboard-node#WorkItemSink.findPeople} */
  async findPeople(): Promise<ReadonlyMap<string, string>> {
    throw new NotImplementedError('Accounts cannot be found yet');
  }

  /** {@inheritdoc @callboard/plugin-callboard-node#WorkItemSink.scheduleSync} */
  async scheduleSync(): Promise<void> {
    throw new NotImplementedError('Synchronisation cannot be scheduled yet');
  }

  /** {@inheritdoc @callboard/plugin-callboard-node#WorkItemSink.recordEvent} */
  async recordEvent(): Promise<void> {
    throw new NotImplementedError('Events cannot be recorded yet');
  }

  /** {@inheritdoc @callboard/plugin-callboard-node#WorkItemSink.makeSecret} */
  async makeSecret(slug: string, entity_ref: string): Promise<void> {
    const { id } = await this.deps.workspaces.getBySlug(slug);
    await this.deps.ingestion.makeSecret(id, entity_ref);
  }
}

/** The result of a worklog that is not stored, because the feature `time` is off. */
function createIgnoredResult({
  external_id,
}: IngestedWorklog): IngestionResult {
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
    const { error } = workItemIngestion.shape.source.safeParse(id);
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

  /** Sets the service of worklogs, if the feature `time` is on. */
  useWorklogs(worklogs: WorklogIngestion): void {
    this.#worklogs = worklogs;
  }

  /** Connects all sources. */
  async connect(
    { knex, workspaces }: { knex: Knex; workspaces: WorkspaceDirectory },
    work: Pick<WorkServices, 'ingestion' | 'settingIngestion' | 'comments'>,
  ): Promise<void> {
    const cursors = new SourceCursorStore(knex);
    for (const source of this.#sources.values()) {
      await source.connect(
        new SourceSink(source.id, {
          ...work,
          workspaces,
          cursors,
          worklogs: this.#worklogs,
        }),
      );
    }
  }
}
