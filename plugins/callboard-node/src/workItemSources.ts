import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { JsonValue } from '@backstage/types';
import {
  IngestedSetting,
  IngestedWorkItem,
  IngestedWorkItemComment,
  IngestionResult,
} from '@callboard/plugin-callboard-common';

/**
 * The notes of a source about its own reading, such as its position. All
 * replicas share them. Each workspace and source has its own.
 *
 * @public
 */
export interface WorkItemMarks {
  /**
   * The value written last; undefined if there is none, or no such workspace.
   */
  read(workspace: string, name: string): Promise<JsonValue | undefined>;
  /**
   * @param name - at most 255 characters
   * @throws NotFoundError without such a workspace
   */
  write(workspace: string, name: string, value: JsonValue): Promise<void>;
}

/**
 * Where the items of one source go. Everything is in the process: there are no
 * requests, and nothing to authenticate.
 *
 * @public
 */
export interface WorkItemSink {
  /**
   * Takes states of items, in any order and any number of times: the newest of
   * each item wins, and what is gone stays gone. What is wrong with one does not
   * touch the others. One call is one transaction; when it throws, nothing of it
   * remains and it can be repeated.
   *
   * A source that always tells whole states (every field it knows, null where
   * there is nothing) ends with the same whatever the order.
   *
   * @param workspace - the slug of the workspace whose projects they go to; the
   *   project of an entity is made on first use
   * @param items - at most 500
   * @returns what became of each, in the order they were given
   * @throws NotFoundError without such a workspace
   * @throws InputError for more than 500
   */
  ingest(
    workspace: string,
    items: readonly IngestedWorkItem[],
  ): Promise<IngestionResult[]>;

  /**
   * Takes states of comments on items of this source, in the same way. A comment
   * on an item that has not been taken yet fails; take the item first. A comment
   * that is told to be gone stays gone, even if it was never known.
   *
   * @param workspace - the slug of the workspace with the items
   * @param comments - at most 500
   * @returns what became of each, in the order they were given
   * @throws NotFoundError without such a workspace
   * @throws InputError for more than 500
   */
  ingestComments(
    workspace: string,
    comments: readonly IngestedWorkItemComment[],
  ): Promise<IngestionResult[]>;

  /**
   * Applies changes to labels and cycles of this source, in any order and any
   * number of times: the newest of each wins, and what is deleted stays deleted.
   * Archived projects ignore them.
   *
   * @param workspace - the slug of the workspace with the projects
   * @param settings - at most 500
   * @throws NotFoundError without such a workspace
   * @throws InputError for more than 500, or if one is invalid
   */
  ingestSettings(
    workspace: string,
    settings: readonly IngestedSetting[],
  ): Promise<void>;

  /**
   * Makes the project of an entity secret, and creates it first if there is
   * none. Items from a place that few may read must not become readable for
   * all. Call this once, before the first items, because a project admin may
   * open the project again.
   *
   * @throws NotFoundError without such a workspace or entity
   */
  makeSecret(workspace: string, entity_ref: string): Promise<void>;

  readonly marks: WorkItemMarks;
}

/** A system that work items come from. @public */
export interface WorkItemSource {
  /**
   * The `source` of its items, which never changes: 1 to 32 lower-case letters,
   * digits, hyphens or underscores, such as `github`.
   */
  readonly id: string;

  /**
   * Called once Callboard is ready to take items. Subscribe and schedule here;
   * long work belongs into a scheduled task. An error keeps Callboard from
   * starting.
   */
  connect(sink: WorkItemSink): Promise<void>;
}

/** @public */
export interface WorkItemSourcesExtensionPoint {
  /**
   * Adds a source.
   *
   * @throws Error for an id that cannot be one, or that another source has
   */
  addSource(source: WorkItemSource): void;
}

/**
 * Lets a module bring work items in from another system. Systems that cannot
 * have a module post to `work-items/ingest` instead.
 *
 * @public
 */
export const workItemSourcesExtensionPoint =
  createExtensionPoint<WorkItemSourcesExtensionPoint>({
    id: 'callboard.work-item-sources',
  });
