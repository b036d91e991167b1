import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import {
  Department,
  DepartmentLink,
  DepartmentPatch,
  ImportResult,
  Member,
  MemberPatch,
  NewActivity,
  NewDepartment,
  NewDepartmentLink,
  NewMember,
  NewStaffMember,
  NewWorkspace,
  Project,
  ProjectPatch,
  StaffMember,
  StaffPatch,
  StaffTransfer,
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
  createDepartment(
    actor: SeedActor,
    slug: string,
    input: NewDepartment,
  ): Promise<Department>;
  updateDepartment(
    actor: SeedActor,
    slug: string,
    departmentId: string,
    patch: DepartmentPatch,
  ): Promise<Department>;
  linkDepartment(
    actor: SeedActor,
    slug: string,
    departmentId: string,
    input: NewDepartmentLink,
  ): Promise<DepartmentLink>;
  createStaffMember(
    actor: SeedActor,
    slug: string,
    input: NewStaffMember,
  ): Promise<StaffMember>;
  updateStaffMember(
    actor: SeedActor,
    slug: string,
    id: string,
    patch: StaffPatch,
  ): Promise<StaffMember>;
  transferStaffMember(
    actor: SeedActor,
    slug: string,
    id: string,
    transfer: StaffTransfer,
  ): Promise<StaffMember>;
  /** What uploading these rows would do; each is a cell by column. */
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
  updateProject(
    actor: SeedActor,
    slug: string,
    projectId: string,
    patch: ProjectPatch,
  ): Promise<Project>;
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
