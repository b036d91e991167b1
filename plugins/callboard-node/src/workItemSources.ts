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
 * Stores where the reader of a source continues, and other values of the reader. All replicas share
 * the values. Each source has separate values in each workspace.
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

/** How to find the Users to whom accounts belong. @public */
export interface FindPeopleOptions {
  /** The annotation that contains the `key` of a User's account. */
  annotation?: string;
  /** The Users that the portal's configuration assigns to accounts, by `key`. */
  users?: ReadonlyMap<string, string>;
}

/** A project at a source, and the entity whose Callboard project gets the items. @public */
export interface SyncedProject {
  entity_ref: string;
  /**
   * The project's name at the source, such as `PAY` or `owner/repository`; at most 240 characters.
   * Must never change.
   */
  name: string;
  /** The page of the project at the source. */
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
  /** The page of the item at the source. */
  url?: string;
  reason: string;
}

/** The ids of a stored item of a source. @public */
export interface StoredItemId {
  external_id: string;
  /** The page of the item at the source. */
  external_url: string | null;
}

/** One run of a synchronisation in one project. @public */
export interface SyncRun {
  /** Aborted when the run should end. The next run continues after the last `save`. */
  signal: AbortSignal;
  /** Whether no run has completed in this project yet. */
  isFirst: boolean;
  /**
   * Whether the Callboard project is archived, and so ignores changes of settings. A source that
   * sends only what has changed since its last run must send these changes in a later run.
   */
  isArchived: boolean;
  /** Returns the cursor last saved; undefined before the first `save`. */
  readCursor(): Promise<JsonValue | undefined>;
  /** Stores the cursor and the progress together. Call it after each page. */
  save(cursor: JsonValue, progress: SyncProgress): Promise<void>;
  /**
   * Adds a problem to the list in the Sources section, which shows the newest problems. The next
   * run clears the list.
   */
  report(problem: SyncProblem): void;
}

/** How to synchronise the projects of a source. @public */
export interface SourceSync {
  /** The slug of the workspace with the projects. */
  workspace: string;
  schedule: SchedulerServiceTaskScheduleDefinition;
  /**
   * Lists the projects to read. Callboard calls this once per run. The list must contain a project
   * once for each entity that claims the project: Callboard skips a project with several entities,
   * and shows the conflict in the Sources section.
   */
  listProjects(): Promise<SyncedProject[]>;
  /**
   * Reads the changes of one project since its stored cursor. If this throws, Callboard stores the
   * error for the project, and the next run tries again.
   *
   * @throws SourceRateLimitError to end the run of all projects
   */
  readProject(project: SyncedProject, run: SyncRun): Promise<void>;
}

/**
 * The source accepts no requests until `retryAt`. Throw this error to end the run of the source; no
 * other run begins before that time.
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
 * Receives the items of one source, without HTTP requests and authentication, because the source
 * runs in the same process as Callboard.
 *
 * @public
 */
export interface WorkItemSink {
  /**
   * Ingests states of items, in any order and any number of times: the newest state of each item
   * wins, and deleted items stay deleted. An invalid item does not affect the others. One call is
   * one transaction: if the call throws, nothing is stored, and the call can be repeated.
   *
   * A source that always sends whole states (every field it knows, null for empty ones) reaches the
   * same result in any order.
   *
   * @param workspace - the slug of the workspace with the projects of the items; the project of an
   *   entity is created on first use
   * @param items - at most 500
   * @returns the result for each item, in input order
   * @throws NotFoundError if the workspace does not exist
   * @throws InputError for more than 500 items
   */
  ingest(
    workspace: string,
    items: readonly IngestedWorkItem[],
  ): Promise<IngestionResult[]>;

  /**
   * Hides the contents of items, and of their comments and worklogs from this source. Ingests the
   * given states, but empties all contents except the title and the link. An omitted link stays; an
   * omitted title becomes a placeholder. The activity log and webhooks do not get the former
   * contents. Deletes the comments of this source on the items, and empties the descriptions of the
   * worklogs of this source on the items.
   *
   * Until a newer state of an item is ingested, its comments and worklogs fail; after that, the
   * source can send the same comments and worklogs again.
   *
   * Ignores an item if a newer state is stored, or if the item is not stored at all.
   *
   * @param items - at most 500
   * @returns the result for each item, in input order; an item that is `failed` is not hidden
   * @throws NotFoundError if the workspace does not exist
   * @throws InputError for more than 500 items
   */
  hide(
    workspace: string,
    items: readonly IngestedWorkItem[],
  ): Promise<IngestionResult[]>;

  /**
   * Ingests states of comments on items of this source, as `ingest` does for items. A comment on an
   * item that has not been ingested fails; ingest the item first. A deleted comment stays deleted,
   * even if the comment was never stored.
   *
   * @param workspace - the slug of the workspace with the items
   * @param comments - at most 500
   * @returns the result for each comment, in input order
   * @throws NotFoundError if the workspace does not exist
   * @throws InputError for more than 500 comments
   */
  ingestComments(
    workspace: string,
    comments: readonly IngestedWorkItemComment[],
  ): Promise<IngestionResult[]>;

  /**
   * Ingests worklogs of items of this source, as `ingest` does for items. The `source` of the
   * worklogs is `ingest`. A worklog fails if its item has not been ingested, or if the person could
   * not log the time: the week is locked, the day is full, or the project is archived or has time
   * tracking off. The other worklogs are stored, and the source can send the failed worklog again.
   * Ignores worklogs while the feature `time` is off.
   *
   * @param workspace - the slug of the workspace with the items
   * @param worklogs - at most 500
   * @returns the result for each worklog, in input order
   * @throws NotFoundError if the workspace does not exist
   * @throws InputError for more than 500 worklogs
   */
  ingestWorklogs(
    workspace: string,
    worklogs: readonly IngestedWorklog[],
  ): Promise<IngestionResult[]>;

  /**
   * Applies changes to labels, cycles and modules of this source, in any order and any number of
   * times: the newest change to each of them wins, and what was deleted stays deleted. Ignores
   * changes in archived projects.
   *
   * @param workspace - the slug of the workspace with the projects
   * @param settings - at most 500
   * @throws NotFoundError if the workspace does not exist
   * @throws InputError for more than 500 changes, or if a change is invalid
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
   * Finds the User to whom each account belongs: the User that an admin has assigned in the Sources
   * section, else the User with the annotation, else the User in `users`, else the only User in the
   * catalog with the account's email address. The Sources section lists accounts without a User.
   *
   * @returns the references of Users, by the `key` of the account; omits accounts without a User
   */
  findPeople(
    workspace: string,
    accounts: readonly SourceAccount[],
    options?: FindPeopleOptions,
  ): Promise<ReadonlyMap<string, string>>;

  /**
   * Lists the items of this source in the project of an entity, except deleted items. A source uses
   * the list to find items that were deleted at the source. Empty if the entity has no project.
   *
   * @param external_ids - restricts the list to these items; at most 500
   * @throws InputError for more than 500 ids
   */
  listItemIds(
    workspace: string,
    entity_ref: string,
    external_ids?: readonly string[],
  ): Promise<StoredItemId[]>;

  /**
   * Lists the external ids of the comments of this source on at most 500 items, by the external id
   * of the item. Omits deleted comments, and items that are not stored.
   *
   * @throws InputError for more than 500 items
   */
  listCommentIds(
    workspace: string,
    work_item_external_ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly string[]>>;

  /** Lists the external ids of worklogs, as `listCommentIds` does for comments. */
  listWorklogIds(
    workspace: string,
    work_item_external_ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly string[]>>;

  /**
   * Makes Callboard run a synchronisation on its schedule, and when a project admin requests a run,
   * on one replica at a time. Call this in `connect`, once per workspace.
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
   * The `source` of all items that the system provides, such as `github`: 1 to 32 lower-case
   * letters, digits, hyphens or underscores. Must never change.
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
