import { workItemIngestion } from '@callboard/plugin-callboard-common';
import {
  WorkItemSource,
  WorkItemSourcesExtensionPoint,
} from '@callboard/plugin-callboard-node';
import { Knex } from 'knex';
import { WorkspaceDirectory } from '../../../core/workspaces/WorkspaceDirectory';
import { WorkServices } from '../WorkServices';
import { SourceCursorStore } from './SourceCursorStore';
import { SourceSink } from './SourceSink';

/** The systems that modules bring work items in from. */
export class WorkItemSources implements WorkItemSourcesExtensionPoint {
  readonly #sources = new Map<string, WorkItemSource>();

  /** {@inheritdoc @callboard/plugin-callboard-node#WorkItemSourcesExtensionPoint.addSource} */
  addSource(source: WorkItemSource): void {
    const { id } = source;
    const { error } = workItemIngestion.shape.source.safeParse(id);
    if (error) {
      const [{ message }] = error.issues;
      throw new Error(`"${id}" cannot be a source of work items: ${message}`);
    }
    if (this.#sources.has(id)) {
      throw new Error(`There is a source of work items "${id}" already`);
    }
    this.#sources.set(id, source);
  }

  /** Connects all sources. */
  async connect(
    { knex, workspaces }: { knex: Knex; workspaces: WorkspaceDirectory },
    work: Pick<WorkServices, 'ingestion' | 'settingIngestion' | 'comments'>,
  ): Promise<void> {
    const cursors = new SourceCursorStore(knex);
    for (const source of this.#sources.values()) {
      await source.connect(
        new SourceSink(source.id, { ...work, workspaces, cursors }),
      );
    }
  }
}
