import {
  describeIssue,
  workItemIngestion,
  IngestionResult,
  MAX_INGESTED_ITEMS,
} from '@callboard/plugin-callboard-common';
import {
  WorkItemSource,
  WorkItemSourcesExtensionPoint,
  WorkItemSink,
} from '@callboard/plugin-callboard-node';
import { InputError } from '@backstage/errors';
import { LRUCache } from 'lru-cache';
import { Core } from '../../../core/Core';
import { callboardActor } from '../../../kernel/actor';
import type { WorklogIngestion } from '../../time/worklogs/WorklogIngestion';
import { SourceKey } from '../ingest/readSnapshots';
import { WorkServices } from '../WorkServices';

/** The minimum time between stored events about an entity. */
const EVENT_INTERVAL_MS = 60_000;

/** Creates the sink of one source, which ingests its resources and stores its progress. */
function createSink(
  source: string,
  deps: Pick<WorkServices, 'ingestion' | 'settings' | 'comments'> &
    Omit<WorkServices['sources'], 'sources'> &
    Pick<Core, 'workspaces' | 'entityProjects' | 'clock'> & {
      /** Undefined while the feature `time` is off. */
      worklogs: WorklogIngestion | undefined;
    },
): WorkItemSink {
  const { workspaces, storedIds, ingestion } = deps;
  /** The entities with an event stored in the last minute. Their further events are not stored. */
  const recentEvents = new LRUCache<string, true>({
    max: 1_000,
    ttl: EVENT_INTERVAL_MS,
  });
  const getKey = async (slug: string): Promise<SourceKey> => {
    const { id } = await workspaces.getBySlug(slug);
    return { workspace_id: id, source };
  };
  return {
    cursors: {
      async read(slug, name) {
        const workspace = await workspaces.findBySlug(slug);
        return (
          workspace &&
          deps.cursors.find({ workspace_id: workspace.id, source }, name)
        );
      },
      async write(slug, name, value) {
        await deps.cursors.save(await getKey(slug), name, value);
      },
    },
    async ingest(slug, items) {
      requireAllowedCount(items);
      const { workspace_id } = await getKey(slug);
      return ingestion.ingest(callboardActor, workspace_id, { source, items });
    },
    async hide(slug, items) {
      requireAllowedCount(items);
      const key = await getKey(slug);
      const ids = items.map(({ external_id }) => external_id);
      const stored = new Set((await storedIds.listIds(key, ids)).values());
      const results = await ingestion.ingest(callboardActor, key.workspace_id, {
        source,
        // Omits items that are not stored: ingesting them would create their projects.
        items: items.filter(({ external_id }) => stored.has(external_id)),
        isHiding: true,
      });
      const found = new Map(
        results.map(result => [result.external_id, result]),
      );
      return items.map(
        item => found.get(item.external_id) ?? createIgnoredResult(item),
      );
    },
    async ingestComments(slug, comments) {
      requireAllowedCount(comments);
      const { workspace_id } = await getKey(slug);
      return deps.comments.ingestion.ingest(callboardActor, workspace_id, {
        source,
        comments,
      });
    },
    async ingestSettings(slug, settings) {
      requireAllowedCount(settings);
      const { workspace_id } = await getKey(slug);
      await deps.settings.ingest(callboardActor, workspace_id, {
        source,
        settings,
      });
    },
    async ingestWorklogs(slug, worklogs) {
      requireAllowedCount(worklogs);
      const workspace = await workspaces.getBySlug(slug);
      return (
        deps.worklogs?.ingest(callboardActor, workspace, {
          source,
          worklogs,
        }) ?? worklogs.map(createIgnoredResult)
      );
    },
    async findPeople(slug, accounts, options = {}) {
      return deps.accounts.find(await getKey(slug), accounts, options);
    },
    async scheduleSync(sync) {
      await deps.syncs.schedule(source, sync);
    },
    async recordEvent(slug, entity_ref, name = entity_ref) {
      const id = `${slug} ${entity_ref}`;
      if (!recentEvents.has(id)) {
        recentEvents.set(id, true);
        await deps.projects.recordEvent(
          await getKey(slug),
          { entity_ref, name },
          deps.clock.now(),
        );
      }
    },
    async listItemIds(slug, entity_ref, external_ids) {
      requireAllowedCount(external_ids ?? []);
      const key = await getKey(slug);
      return storedIds.listItems(key, entity_ref, external_ids);
    },
    async listCommentIds(slug, work_item_external_ids) {
      requireAllowedCount(work_item_external_ids);
      const key = await getKey(slug);
      return storedIds.listComments(key, work_item_external_ids);
    },
    async listWorklogIds(slug, work_item_external_ids) {
      requireAllowedCount(work_item_external_ids);
      const key = await getKey(slug);
      return storedIds.listWorklogs(key, work_item_external_ids);
    },
    async makeSecret(slug, entity_ref) {
      const { workspace_id } = await getKey(slug);
      await deps.entityProjects.makeSecret(workspace_id, entity_ref);
    },
  };
}

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
        createSink(source.id, {
          ...core,
          ...work.sources,
          ...work,
          worklogs: this.#worklogs,
        }),
      );
    }
  }
}
