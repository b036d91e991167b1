import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import {
  Department,
  DepartmentLink,
  DepartmentPatch,
  ImportResult,
  IngestionResult,
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
  WorkItem,
  WorkItemIngestion,
  Workspace,
  WorkspacePatch,
  WorkState,
} from '@callboard/plugin-callboard-common';
import { SeedActor } from './SeedActor';
import { SeedWorkAct, SeedWorkPlan, SeedWorkSettings } from './SeedWork';

export type { SeedActor } from './SeedActor';
export type { SeedWorkAct, SeedWorkPlan, SeedWorkSettings } from './SeedWork';

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
  /** Who has joined by themselves meanwhile gets the role. */
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
  addProjectMember(
    actor: SeedActor,
    slug: string,
    projectId: string,
    input: NewMember,
  ): Promise<Member>;
  /** The workflow of a project, in order. */
  listWorkStates(slug: string, projectId: string): Promise<WorkState[]>;
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
    acts: readonly SeedWorkAct[],
  ): Promise<ReadonlyMap<string, WorkItem>>;
  /** What a source of work items told at a moment. */
  ingestWorkItems(
    at: Date,
    slug: string,
    input: WorkItemIngestion,
  ): Promise<IngestionResult[]>;
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
