import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import {
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
import { SeedActor } from './SeedActor';
import { SeedPeriodAction, SeedTimeEntry } from './SeedTime';
import {
  SeedComment,
  SeedWorkAct,
  SeedWorkPlan,
  SeedWorkSettings,
} from './SeedWork';

export type { SeedActor } from './SeedActor';
export type { SeedPeriodAction, SeedTimeEntry } from './SeedTime';
export type {
  SeedComment,
  SeedWorkAct,
  SeedWorkPlan,
  SeedWorkSettings,
} from './SeedWork';

/** An event that a person's browser could have posted. @public */
export interface SeedEvent extends SeedActor {
  /** The slug of the workspace it belongs to. */
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
 * How a seeded webhook ends: its author has paused it, and one delivery has failed
 * before; or Callboard has deactivated it, because its receiver is gone.
 *
 * @public
 */
export type SeedWebhookEnd = 'paused' | 'removed';

/** The API, as somebody calls it at a moment. @public */
export interface SeedClient {
  /**
   * Does what a request of a super admin would: it obeys the same rules and
   * leaves the same traces, dated to the moment. Uploads, downloads and what
   * only services may call are not to be had here.
   */
  call<E extends Endpoint>(
    endpoint: E,
    parts: CallParts<E>,
  ): Promise<ResponseOf<E>>;
}

/**
 * The services for seeders: the API with other dates, and what else a year of
 * data needs.
 *
 * @public
 */
export interface SeedServices {
  /** The API, for a person at a moment. */
  as(actor: SeedActor): SeedClient;
  rememberPeople(people: SeedPerson[]): Promise<void>;
  /**
   * Adds a person. If they have joined by themselves meanwhile, they get the
   * role.
   */
  letMemberIn(
    actor: SeedActor,
    slug: string,
    input: NewMember,
  ): Promise<Member>;
  /** Does what uploading these rows would do. A row maps columns to cells. */
  importStaff(
    actor: SeedActor,
    slug: string,
    rows: Array<Record<string, string>>,
  ): Promise<ImportResult>;
  /**
   * The project of an entity that the catalog need not know yet, made if need
   * be.
   */
  ensureProject(
    actor: SeedActor,
    slug: string,
    entity: Entity,
  ): Promise<Project>;
  /** Makes labels, cycles and modules, all or none. */
  planWork(
    actor: SeedActor,
    slug: string,
    projectId: string,
    plan: SeedWorkPlan,
  ): Promise<SeedWorkSettings>;
  /**
   * What people did to the items of a project, in order of time: each act
   * leaves the traces it would have left then, all or none are stored.
   *
   * @returns the items that were made, as they are in the end, by name
   */
  recordWork(
    slug: string,
    projectId: string,
    actions: readonly SeedWorkAct[],
  ): Promise<ReadonlyMap<string, WorkItem>>;
  /** What people said about the items of a project, in order of time, all or none. */
  recordComments(
    slug: string,
    projectId: string,
    comments: readonly SeedComment[],
  ): Promise<void>;
  /**
   * What somebody logged on items, in order of time: each entry leaves the trace
   * it would have left then, all or none are stored.
   *
   * @returns how many entries there are of it
   */
  recordTime(
    slug: string,
    userRef: string,
    entries: readonly SeedTimeEntry[],
  ): Promise<number>;
  /**
   * Records how a person submitted periods and others decided on them, in order of time: each
   * action leaves the trace it would have left then, all or none are stored.
   */
  recordPeriods(
    slug: string,
    userRef: string,
    actions: readonly SeedPeriodAction[],
  ): Promise<void>;
  /** Takes states of items from a source, as of a moment. */
  ingestWorkItems(
    at: Date,
    slug: string,
    input: WorkItemIngestion,
  ): Promise<IngestionResult[]>;
  /** Stores comments from another system, as of a point in time. */
  ingestWorkItemComments(
    at: Date,
    slug: string,
    input: WorkItemCommentIngestion,
  ): Promise<IngestionResult[]>;
  /**
   * Makes a webhook, and the log of all it would have been sent since. Its receiver
   * took each delivery at once but for one. In the end it is not active, so nothing
   * is sent to anybody.
   */
  recordWebhook(
    actor: SeedActor,
    slug: string,
    input: NewWebhook,
    end: SeedWebhookEnd,
  ): Promise<Webhook>;
  /** Announces something, as of a moment, to those who are there now. */
  announce(
    actor: SeedActor,
    slug: string,
    input: NewAnnouncement,
  ): Promise<Announcement>;
  /**
   * Has the rules tell people of what was seeded and happened from one moment up to
   * another. Their bells have it; nobody is mailed.
   */
  notifyPeople(from: Date, to: Date): Promise<void>;
  /** The latest 100 that somebody has been told and may see. */
  listNotifications(user_ref: string): Promise<Notification[]>;
  /** Marks notifications of somebody, as if they did so now. */
  markNotifications(
    user_ref: string,
    ids: string[],
    patch: NotificationPatch,
  ): Promise<void>;
  /** Stores any number of events, each under its own person and moment. */
  recordEvents(events: SeedEvent[]): Promise<void>;
}

/**
 * Fills a fresh database with data, once.
 *
 * @public
 */
export interface Seeder {
  /** Remembered in the database, so that the seeder runs on first start only. */
  name: string;
  seed(services: SeedServices): Promise<void>;
}

/** Runs a seeder again by hand. @public */
export interface SeederHandle {
  /**
   * Deletes everything Callboard stores, then seeds unless `seed` is false. A
   * reset that fails or is cut short after that is never repeated by itself:
   * people may have made things since.
   *
   * @param options - `id` names what was asked for, in at most 64 characters:
   * once it has deleted, asking for it again deletes nothing more
   * @throws ServiceUnavailableError before Callboard has started
   * @throws ConflictError when the same id was cut short before
   */
  reset(options?: { seed?: boolean; id?: string }): Promise<void>;
}

/** @public */
export interface SeedersExtensionPoint {
  addSeeder(seeder: Seeder): SeederHandle;
}

/**
 * Lets a module bring data that is made on first start, before the backend
 * reports ready. Meant for demonstrations and test portals.
 *
 * @public
 */
export const seedersExtensionPoint =
  createExtensionPoint<SeedersExtensionPoint>({ id: 'callboard.seeders' });
