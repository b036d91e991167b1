import { InputError } from '@backstage/errors';
import {
  IngestedSetting,
  IngestedWorkItem,
  IngestedWorkItemComment,
  IngestionResult,
  MAX_INGESTED_ITEMS,
} from '@callboard/plugin-callboard-common';
import {
  WorkItemCursors,
  WorkItemSink,
} from '@callboard/plugin-callboard-node';
import { callboardActor } from '../../../kernel/actor';
import { WorkspaceDirectory } from '../../../core/workspaces/WorkspaceDirectory';
import { WorkServices } from '../WorkServices';
import { SourceCursorStore } from './SourceCursorStore';

/** Where the items of one source go. */
export class SourceSink implements WorkItemSink {
  /** {@inheritdoc @callboard/plugin-callboard-node#WorkItemSink.marks} */
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
    },
  ) {}

  /** {@inheritdoc @callboard/plugin-callboard-node#WorkItemSink.ingest} */
  async ingest(
    slug: string,
    items: readonly IngestedWorkItem[],
  ): Promise<IngestionResult[]> {
    requireFew(items);
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
    requireFew(comments);
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
    requireFew(settings);
    const { id } = await this.deps.workspaces.getBySlug(slug);
    await this.deps.settingIngestion.ingest(callboardActor, id, {
      source: this.source,
      settings,
    });
  }

  /** {@inheritdoc @callboard/plugin-callboard-node#WorkItemSink.makeSecret} */
  async makeSecret(slug: string, entity_ref: string): Promise<void> {
    const { id } = await this.deps.workspaces.getBySlug(slug);
    await this.deps.ingestion.makeSecret(id, entity_ref);
  }
}

/** @throws InputError for more than one call can take */
function requireFew(resources: readonly unknown[]): void {
  if (resources.length > MAX_INGESTED_ITEMS) {
    throw new InputError(
      `At most ${MAX_INGESTED_ITEMS} work items, comments or settings can be ingested per request`,
    );
  }
}
