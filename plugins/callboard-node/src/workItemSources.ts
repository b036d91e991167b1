import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { JsonValue } from '@backstage/types';
import {
  IngestedSetting,
  IngestedWorkItem,
  IngestedWorkItemComment,
  IngestionResult,
} from '@callboard/plugin-callboard-common';

/**
 * The stored state of a source's reader, such as its cursor. All replicas share it. Each workspace
 * and source has its own.
 *
 * @public
 */
export interface WorkItemCursors {
  /** Returns the last value written; undefined if there is no such value or workspace. */
  read(workspace: string, name: string): Promise<JsonValue | undefined>;
  /**
   * @param name - at most 255 characters
   * @throws NotFoundError if the workspace does not exist
   */
  write(workspace: string, name: string, value: JsonValue): Promise<void>;
}

/**
 * Receives the items of one source in the same process: no requests and no authentication.
 *
 * @public
 */
export interface WorkItemSink {
  /**
   * Ingests states of items, in any order and any number of times: the newest of each item wins,
   * and deleted items stay deleted. An invalid item does not affect the others. One call is one
   * transaction: if it throws, nothing is stored and it can be repeated.
   *
   * A source that always sends whole states (every field it knows, null for empty ones) reaches the
   * same result in any order.
   *
   * @param workspace - the slug of the workspace of their projects; the project of an entity is
   *   created on first use
   * @param items - at most 500
   * @returns the result of each, in input order
   * @throws NotFoundError if the workspace does not exist
   * @throws InputError for more than 500
   */
  ingest(
    workspace: string,
    items: readonly IngestedWorkItem[],
  ): Promise<IngestionResult[]>;

  /**
   * Ingests states of comments on items of this source, in the same way. A comment on an item that
   * has not been ingested fails; ingest the item first. A deleted comment stays deleted, even if it
   * was never stored.
   *
   * @param workspace - the slug of the workspace with the items
   * @param comments - at most 500
   * @returns the result of each, in input order
   * @throws NotFoundError if the workspace does not exist
   * @throws InputError for more than 500
   */
  ingestComments(
    workspace: string,
    comments: readonly IngestedWorkItemComment[],
  ): Promise<IngestionResult[]>;

  /**
   * Applies changes to labels and cycles of this source, in any order and any number of times: the
   * newest of each wins, and deleted ones stay deleted. Archived projects ignore them.
   *
   * @param workspace - the slug of the workspace with the projects
   * @param settings - at most 500
   * @throws NotFoundError if the workspace does not exist
   * @throws InputError for more than 500, or if one is invalid
   */
  ingestSettings(
    workspace: string,
    settings: readonly IngestedSetting[],
  ): Promise<void>;

  /**
   * Makes the project of an entity secret; creates the project first if it is missing. Items from a
   * restricted source must not become readable for everyone. Call this once, before the first
   * items, because a project admin may open the project again.
   *
   * @throws NotFoundError if the workspace or entity does not exist
   */
  makeSecret(workspace: string, entity_ref: string): Promise<void>;

  readonly cursors: WorkItemCursors;
}

/** A system that provides work items. @public */
export interface WorkItemSource {
  /**
   * The unchanging `source` of its items: 1 to 32 lower-case letters, digits, hyphens or
   * underscores, such as `github`.
   */
  readonly id: string;

  /**
   * Called once Callboard can ingest items. Subscribe to events and schedule tasks here; do long
   * work in a scheduled task. An error prevents Callboard from starting.
   */
  connect(sink: WorkItemSink): Promise<void>;
}

/** @public */
export interface WorkItemSourcesExtensionPoint {
  /**
   * Adds a source.
   *
   * @throws Error for an invalid or duplicate id
   */
  addSource(source: WorkItemSource): void;
}

/**
 * Lets a module ingest work items from another system. Systems without a module post to
 * `work-items/ingest` instead.
 *
 * @public
 */
export const workItemSourcesExtensionPoint =
  createExtensionPoint<WorkItemSourcesExtensionPoint>({
    id: 'callboard.work-item-sources',
  });
