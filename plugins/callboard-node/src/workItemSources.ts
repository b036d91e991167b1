import {
  createExtensionPoint,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { JsonValue } from '@backstage/types';
import {
  IngestedSetting,
  IngestedWorkItem,
  IngestedWorkItemComment,
  IngestedWorklog,
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

/** An account at a source. @public */
export interface SourceAccount {
  /** The source's id of the account, which never changes, or its login in lower case. */
  key: string;
  /** The name to show. */
  name: string;
  email?: string | null;
  /**
   * Whether the account comes from a mention in a text, so that it may not exist. The Sources
   * section of the project settings does not list such accounts.
   */
  is_mention?: boolean;
}

/** How to find the Users of accounts. @public */
export interface FindPeopleOptions {
  /** The annotation that contains the `key` of a User's account. */
  annotation?: string;
  /** The Users of accounts in the portal's configuration, by `key`. */
  users?: ReadonlyMap<string, string>;
}

/** A project at a source, and the catalog entity whose project gets its items. @public */
export interface SyncedProject {
  entity_ref: string;
  /** The unchanging name at the source, such as `PAY` or `owner/repository`; at most 240 characters. */
  name: string;
  /** Its page at the source. */
  url?: string;
}

/** The progress of a run in one project. @public */
export interface SyncProgress {
  /** The number of items read so far. */
  done: number;
  /** The number of items to read, if the source states it. */
  total?: number;
}

/** An item that a run could not import. @public */
export interface SyncProblem {
  external_id: string;
  /** Its page at the source. */
  url?: string;
  reason: string;
}

/** The ids of a stored item of a source. @public */
export interface StoredItemId {
  external_id: string;
  /** Its page at the source. */
  external_url: string | null;
}

/** One run of a synchronisation in one project. @public */
export interface SyncRun {
  /** Aborted when the run should end. The next run continues after the last `save`. */
  signal: AbortSignal;
  /** Whether no run has completed yet. */
  isFirst: boolean;
  /** Returns the cursor last saved; undefined before the first `save`. */
  readCursor(): Promise<JsonValue | undefined>;
  /** Stores the cursor and the progress together. Call it after each page. */
  save(cursor: JsonValue, progress: SyncProgress): Promise<void>;
  /**
   * Shows a problem in the Sources section, which lists the newest. The next run clears the list.
   */
  report(problem: SyncProblem): void;
}

/** How to synchronise the projects of a source. @public */
export interface SourceSync {
  /** The slug of the workspace with the projects. */
  workspace: string;
  schedule: SchedulerServiceTaskScheduleDefinition;
  /**
   * Lists the projects to read, once per run. List a project once for each entity that claims it:
   * Callboard skips a project with several entities, and shows the conflict in the Sources section.
   */
  listProjects(): Promise<SyncedProject[]>;
  /**
   * Reads the changes of one project since its stored cursor. An error is stored for the project,
   * and the next run tries again.
   *
   * @throws SourceRateLimitError to end the run of all projects
   */
  readProject(project: SyncedProject, run: SyncRun): Promise<void>;
}

/**
 * The source accepts no requests until a later time. Ends the run of the source, and no other run
 * begins before that time.
 *
 * @public
 */
export class SourceRateLimitError extends Error {
  name = 'SourceRateLimitError' as const;

  constructor(
    /** When the source accepts requests again. */
    readonly retryAt: Date,
    options?: ErrorOptions,
  ) {
    super(
      `The source accepts no requests until ${retryAt.toISOString()}`,
      options,
    );
  }
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
   * Hides items and what this source has sent about them. Ingests the given states, but empties all
   * contents except the title and the link; an omitted link stays, and an omitted title becomes a
   * placeholder. The activity log and webhooks do not get the former contents. Deletes the comments
   * of this source on the items, and empties the descriptions of its worklogs.
   *
   * Until a newer state is ingested, comments and worklogs of the items fail; after that, the same
   * ones can be sent again.
   *
   * Does nothing if a newer state is stored. Ignores items that are not stored.
   *
   * @param items - at most 500
   * @returns the result of each, in input order; nothing is hidden if it is `failed`
   * @throws NotFoundError if the workspace does not exist
   * @throws InputError for more than 500
   */
  hide(
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
   * Ingests worklogs of items of this source, in the same way. The `source` of the worklogs is
   * `ingest`. A worklog fails alone if its item has not been ingested, or if its person could not
   * log it: the week is locked, the day is full, or the project is archived or has time tracking
   * off. It can be sent again. Ignores worklogs while the feature `time` is off.
   *
   * @param workspace - the slug of the workspace with the items
   * @param worklogs - at most 500
   * @returns the result of each, in input order
   * @throws NotFoundError if the workspace does not exist
   * @throws InputError for more than 500
   */
  ingestWorklogs(
    workspace: string,
    worklogs: readonly IngestedWorklog[],
  ): Promise<IngestionResult[]>;

  /**
   * Applies changes to labels, cycles and modules of this source, in any order and any number of
   * times: the newest of each wins, and deleted ones stay deleted. Archived projects ignore them.
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

  /**
   * Finds the Users of accounts: those that an admin has assigned in the Sources section, else by
   * the annotation, else from `users`, else by email if exactly one User of the catalog has it. The
   * Sources section lists accounts without a User.
   *
   * @returns the references of Users by `key`; without unknown accounts
   */
  findPeople(
    workspace: string,
    accounts: readonly SourceAccount[],
    options?: FindPeopleOptions,
  ): Promise<ReadonlyMap<string, string>>;

  /**
   * Lists the live items of this source in the project of an entity, for finding items that were
   * deleted at the source. Empty if the entity has no project.
   *
   * @param external_ids - lists only these items; at most 500
   * @throws InputError for more than 500
   */
  listItemIds(
    workspace: string,
    entity_ref: string,
    external_ids?: readonly string[],
  ): Promise<StoredItemId[]>;

  /**
   * Lists the external ids of the live comments of this source on at most 500 items, by the external
   * id of the item. Omits items that are not stored.
   *
   * @throws InputError for more than 500 items
   */
  listCommentIds(
    workspace: string,
    work_item_external_ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly string[]>>;

  /** Lists worklogs as `listCommentIds` lists comments. */
  listWorklogIds(
    workspace: string,
    work_item_external_ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly string[]>>;

  /**
   * Runs a synchronisation on its schedule and when a project admin requests it, on one replica at
   * a time. Call this in `connect`, once per workspace.
   */
  scheduleSync(sync: SourceSync): Promise<void>;

  /**
   * Records that an event about a project arrived; the Sources section shows the newest time.
   *
   * @param name - the name of the project at the source
   */
  recordEvent(
    workspace: string,
    entity_ref: string,
    name?: string,
  ): Promise<void>;

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
