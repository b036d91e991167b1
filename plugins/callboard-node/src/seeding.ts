import {
  NewWorklog,
  Cycle,
  Label,
  NewCycle,
  NewLabel,
  NewWorkItem,
  NewWorkModule,
  WorkItemBulkUpdate,
  WorkModule,
  Announcement,
  CallParts,
  Endpoint,
  ImportResult,
  IngestionResult,
  Member,
  NewActivity,
  NewAnnouncement,
  NewMember,
  NewWebhook,
  Notification,
  NotificationPatch,
  Project,
  ResponseOf,
  Webhook,
  WorkItem,
  WorkItemCommentIngestion,
  WorkItemIngestion,
} from '@callboard/plugin-callboard-common';
import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';

/** The user and the time of a seeded change. @public */
export interface SeedActor {
  /** A User reference such as `user:default/jane`. */
  user_ref: string;
  /** The time of the change. */
  at: Date;
}

/** A seeded worklog. @public */
export interface SeedTimeEntry {
  /** The time of logging. */
  at: Date;
  workItemId: string;
  entry: Omit<NewWorklog, 'on_behalf_of'>;
}

/** An action on a timesheet period, by the user who logs the time or by an approver. @public */
export type SeedPeriodAction = SeedActor & {
  /** A day of the period, `YYYY-MM-DD`. */
  week: string;
} & (
    | { action: 'submit' | 'approve' }
    | { action: 'reject' | 'reopen'; reason: string }
  );

/** The labels, cycles and modules to create in a project. @public */
export interface SeedWorkPlan {
  labels?: NewLabel[];
  cycles?: NewCycle[];
  modules?: NewWorkModule[];
}

/** The created labels, cycles and modules, in the order of the plan. @public */
export interface SeedWorkSettings {
  labels: Label[];
  cycles: Cycle[];
  modules: WorkModule[];
}

/**
 * A seeded action on items of a project. It creates an item, or changes one or more items in the
 * same way.
 *
 * To reference an item that an earlier action of the same call creates, use the name in its `make`;
 * to reference any other item, use its id.
 *
 * @public
 */
export type SeedWorkChange = SeedActor &
  (
    | {
        /** A name for the new item, by which later actions reference it. */
        make: string;
        input: NewWorkItem;
      }
    | {
        /** The names or ids of up to 100 items. */
        change: string[];
        patch: Omit<WorkItemBulkUpdate['changes'], 'parent_id'>;
      }
  );

/** A comment on an item, dated to the past. @public */
export interface SeedComment extends SeedActor {
  /** The id of the item. */
  on: string;
  /** Markdown. */
  body: string;
}

/** A browser event of a user. @public */
export interface SeedEvent extends SeedActor {
  /** The slug of the event's workspace. */
  workspace: string;
  event: NewActivity;
}

/** The details of a person. @public */
export interface SeedPerson {
  user_ref: string;
  display_name: string;
  email: string | null;
  picture: string | null;
}

/**
 * The final state of a seeded webhook. `paused`: one delivery failed, and the author later paused
 * the webhook. `removed`: the receiver returned 410, so Callboard deactivated the webhook.
 *
 * @public
 */
export type SeedWebhookEnd = 'paused' | 'removed';

/** The API, called by a user at a given time. @public */
export interface SeedClient {
  /**
   * Calls an endpoint as the user, with the permissions of a super admin. The call obeys the same
   * rules and records the same activity as a request, but dated to the given time. Uploads,
   * downloads and service-only endpoints are not available.
   */
  call<E extends Endpoint>(
    endpoint: E,
    parts: CallParts<E>,
  ): Promise<ResponseOf<E>>;
}

/**
 * The services for seeders: the API with past dates, and bulk operations for a year of data.
 *
 * @public
 */
export interface SeedServices {
  /** The API, for a user at a given time. */
  getClient(actor: SeedActor): SeedClient;
  /** Stores the details of people. */
  rememberPeople(people: SeedPerson[]): Promise<void>;
  /** Adds a member. A user who has already joined on their own gets the role. */
  ensureMember(
    actor: SeedActor,
    slug: string,
    input: NewMember,
  ): Promise<Member>;
  /** Imports rows as an upload does. A row maps column names to cells. */
  importStaff(
    actor: SeedActor,
    slug: string,
    rows: Array<Record<string, string>>,
  ): Promise<ImportResult>;
  /**
   * Returns the project of an entity; creates the project if it is missing. The catalog need not
   * know the entity yet.
   */
  ensureProject(
    actor: SeedActor,
    slug: string,
    entity: Entity,
  ): Promise<Project>;
  /** Creates labels, cycles and modules, all or none. */
  planWork(
    actor: SeedActor,
    slug: string,
    projectId: string,
    plan: SeedWorkPlan,
  ): Promise<SeedWorkSettings>;
  /**
   * Records actions on the items of a project. The actions must be sorted by time. Each activity
   * entry has the time of its action. All or none are stored.
   *
   * @returns the final states of the created items, by name
   */
  recordWork(
    slug: string,
    projectId: string,
    actions: readonly SeedWorkChange[],
  ): Promise<ReadonlyMap<string, WorkItem>>;
  /** Records comments on the items of a project, all or none. Comments must be sorted by time. */
  recordComments(
    slug: string,
    projectId: string,
    comments: readonly SeedComment[],
  ): Promise<void>;
  /**
   * Records worklogs of a user. The worklogs must be sorted by time. Each activity entry has the
   * time of its worklog. All or none are stored.
   *
   * @returns the number of worklogs
   */
  recordTime(
    slug: string,
    userRef: string,
    entries: readonly SeedTimeEntry[],
  ): Promise<number>;
  /**
   * Records submissions of a user's periods and decisions on them. The actions must be sorted by
   * time. Each activity entry has the time of its action. All or none are stored.
   */
  recordPeriods(
    slug: string,
    userRef: string,
    actions: readonly SeedPeriodAction[],
  ): Promise<void>;
  /** Ingests states of items from a source, dated to the given time. */
  ingestWorkItems(
    at: Date,
    slug: string,
    input: WorkItemIngestion,
  ): Promise<IngestionResult[]>;
  /** Ingests states of comments from a source, dated to the given time. */
  ingestWorkItemComments(
    at: Date,
    slug: string,
    input: WorkItemCommentIngestion,
  ): Promise<IngestionResult[]>;
  /**
   * Creates a webhook at the actor's time, and a log of the deliveries that it would have made from
   * then to now. In the log, the receiver accepts each delivery at the first attempt, except the
   * delivery that fails according to `end`. The webhook ends inactive, so nothing is actually sent.
   */
  recordWebhook(
    actor: SeedActor,
    slug: string,
    input: NewWebhook,
    end: SeedWebhookEnd,
  ): Promise<Webhook>;
  /** Creates an announcement, dated to the given time, for the people who are its audience now. */
  announce(
    actor: SeedActor,
    slug: string,
    input: NewAnnouncement,
  ): Promise<Announcement>;
  /**
   * Runs the notification rules on the seeded changes of a period. Notifications appear in the
   * bell; no emails are sent.
   */
  notifyPeople(from: Date, to: Date): Promise<void>;
  /** Returns the latest 100 of a user's notifications that the user may see. */
  listNotifications(user_ref: string): Promise<Notification[]>;
  /** Updates notifications of a user, dated to now. */
  markNotifications(
    user_ref: string,
    ids: string[],
    patch: NotificationPatch,
  ): Promise<void>;
  /** Stores any number of events, each with its own user and time. */
  recordEvents(events: SeedEvent[]): Promise<void>;
}

/**
 * Fills a new database with data once, and fills it again after each reset has emptied it.
 *
 * @public
 */
export interface Seeder {
  /** Stored in the database, so that the seeder runs only at the first start. */
  name: string;
  seed(services: SeedServices): Promise<void>;
}

/** Resets the data manually. @public */
export interface SeederHandle {
  /**
   * Deletes everything Callboard stores, then runs all seeders unless `seed` is false. If seeding
   * fails or is interrupted, it is never repeated automatically: users may have added data since.
   *
   * @param options - `id`, at most 64 characters, identifies the reset: if a reset with the same id
   * has completed before, this call does nothing
   * @throws ServiceUnavailableError before Callboard has started
   * @throws ConflictError if a reset with the same id has deleted the data, but has not completed
   */
  reset(options?: { seed?: boolean; id?: string }): Promise<void>;
}

/** @public */
export interface SeedersExtensionPoint {
  addSeeder(seeder: Seeder): SeederHandle;
}

/**
 * Lets a module add data on first start, before the backend reports ready. Meant for demonstrations
 * and test portals.
 *
 * @public
 */
export const seedersExtensionPoint =
  createExtensionPoint<SeedersExtensionPoint>({ id: 'callboard.seeders' });
