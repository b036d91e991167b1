import { createExtensionPoint } from '@backstage/backend-plugin-api';
import {
  Member,
  MemberPatch,
  NewActivity,
  NewMember,
  NewWorkspace,
  Workspace,
  WorkspacePatch,
} from '@callboard/plugin-callboard-common';

/**
 * In whose name, and when, a seeder acts.
 *
 * @public
 */
export interface SeedActor {
  /** A User reference such as `user:default/jane`. */
  user_ref: string;
  /** The moment the change is dated to. */
  at: Date;
}

/** An event that a person's browser could have posted. @public */
export interface SeedEvent extends SeedActor {
  /** The slug of the workspace it belongs to. */
  workspace: string;
  event: NewActivity;
}

/** What is known of a person. @public */
export interface SeedPerson {
  user_ref: string;
  display_name: string;
  email: string | null;
  picture: string | null;
}

/**
 * Callboard's own services, dated: what goes in through here obeys the same
 * rules and leaves the same traces as requests do.
 *
 * @public
 */
export interface SeedServices {
  rememberPeople(people: SeedPerson[]): Promise<void>;
  createWorkspace(actor: SeedActor, input: NewWorkspace): Promise<Workspace>;
  updateWorkspace(
    actor: SeedActor,
    slug: string,
    patch: WorkspacePatch,
  ): Promise<Workspace>;
  addMember(actor: SeedActor, slug: string, input: NewMember): Promise<Member>;
  updateMember(
    actor: SeedActor,
    slug: string,
    memberId: string,
    patch: MemberPatch,
  ): Promise<Member>;
  removeMember(actor: SeedActor, slug: string, memberId: string): Promise<void>;
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
   * Deletes everything Callboard stores, then seeds unless `seed` is false.
   *
   * @throws ServiceUnavailableError before Callboard has started
   */
  reset(options?: { seed?: boolean }): Promise<void>;
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
