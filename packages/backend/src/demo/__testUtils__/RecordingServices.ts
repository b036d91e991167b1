import { Entity } from '@backstage/catalog-model';
import {
  Department,
  DepartmentLink,
  DepartmentPatch,
  ImportResult,
  Member,
  newDepartment,
  NewDepartment,
  NewDepartmentLink,
  newStaffMember,
  NewStaffMember,
  Project,
  ProjectPatch,
  Role,
  StaffMember,
  StaffPatch,
  StaffTransfer,
  Workspace,
  WorkspacePatch,
} from '@callboard/plugin-callboard-common';
import {
  SeedActor,
  SeedEvent,
  SeedPerson,
  SeedServices,
} from '@callboard/plugin-callboard-node';
import { insist } from './insist';
import { RecordingWork } from './RecordingWork';

/**
 * Keeps what a seeder does, and insists on the rules Callboard would: who is
 * added is not there yet, who is changed is there, whoever acts in a workspace
 * acts after it was made.
 */
export class RecordingServices extends RecordingWork implements SeedServices {
  readonly people: SeedPerson[] = [];
  readonly events: SeedEvent[] = [];
  readonly departments = new Set<string>();
  /** The department of each staff member. */
  readonly staff = new Map<string, string>();
  readonly imported: Array<Record<string, string>> = [];
  readonly #workspaces = new Map([['default', 0]]);

  async rememberPeople(people: SeedPerson[]): Promise<void> {
    this.people.push(...people);
  }

  async createWorkspace(
    actor: SeedActor,
    { slug }: { slug: string },
  ): Promise<Workspace> {
    insist(!this.#workspaces.has(slug));
    this.record(`create ${slug}`, actor);
    this.#workspaces.set(slug, actor.at.getTime());
    return { slug } as Workspace;
  }

  async updateWorkspace(
    actor: SeedActor,
    slug: string,
    patch: WorkspacePatch,
  ): Promise<Workspace> {
    this.#requireWorkspace(slug, actor);
    this.record(`update ${slug} ${JSON.stringify(patch)}`, actor);
    return { slug } as Workspace;
  }

  async addMember(
    actor: SeedActor,
    slug: string,
    { user_ref, role }: { user_ref: string; role: Role },
  ): Promise<Member> {
    this.#requireWorkspace(slug, actor);
    const id = `${slug} ${user_ref}`;
    insist(!this.roles.has(id));
    this.record(`add ${id} ${role}`, actor);
    this.roles.set(id, role);
    return { id } as Member;
  }

  async updateMember(
    actor: SeedActor,
    slug: string,
    id: string,
    { role }: { role?: Role },
  ): Promise<Member> {
    this.#requireWorkspace(slug, actor);
    insist(this.roles.has(id) && this.roles.get(id) !== role);
    this.record(`update ${id} ${role}`, actor);
    this.roles.set(id, role!);
    return { id } as Member;
  }

  async removeMember(
    actor: SeedActor,
    slug: string,
    id: string,
  ): Promise<void> {
    this.#requireWorkspace(slug, actor);
    insist(this.roles.delete(id));
    this.record(`remove ${id}`, actor);
  }

  async createDepartment(
    actor: SeedActor,
    slug: string,
    input: NewDepartment,
  ): Promise<Department> {
    this.#requireWorkspace(slug, actor);
    insist(newDepartment.safeParse(input).success);
    insist(!input.parent_id || this.departments.has(input.parent_id));
    const id = this.newId();
    this.departments.add(id);
    this.record(`found ${input.short_name}`, actor);
    return { ...input, id } as Department;
  }

  async updateDepartment(
    actor: SeedActor,
    _slug: string,
    id: string,
    { manager_ref }: DepartmentPatch,
  ): Promise<Department> {
    insist(this.departments.has(id));
    this.record(`appoint ${manager_ref}`, actor);
    return { id } as Department;
  }

  async linkDepartment(
    actor: SeedActor,
    _slug: string,
    id: string,
    { project_id }: NewDepartmentLink,
  ): Promise<DepartmentLink> {
    insist(this.departments.has(id) && this.projects.has(project_id!));
    this.record(`link ${id} ${project_id}`, actor);
    return {} as DepartmentLink;
  }

  async createStaffMember(
    actor: SeedActor,
    _slug: string,
    input: NewStaffMember,
  ): Promise<StaffMember> {
    insist(newStaffMember.safeParse(input).success);
    insist(this.departments.has(input.department_id!));
    const id = this.newId();
    this.staff.set(id, input.department_id!);
    this.record(`employ ${input.staff_id}`, actor);
    return { id } as StaffMember;
  }

  async updateStaffMember(
    actor: SeedActor,
    _slug: string,
    id: string,
    { employment_status }: StaffPatch,
  ): Promise<StaffMember> {
    insist(this.staff.has(id));
    this.record(`${employment_status} ${id}`, actor);
    return { id } as StaffMember;
  }

  async transferStaffMember(
    actor: SeedActor,
    _slug: string,
    id: string,
    { department_id }: StaffTransfer,
  ): Promise<StaffMember> {
    insist(this.staff.has(id) && this.departments.has(department_id));
    this.staff.set(id, department_id);
    this.record(`transfer ${id}`, actor);
    return { id } as StaffMember;
  }

  async importStaff(
    actor: SeedActor,
    slug: string,
    rows: Array<Record<string, string>>,
  ): Promise<ImportResult> {
    this.#requireWorkspace(slug, actor);
    this.imported.push(...rows);
    this.record(`import ${rows.length}`, actor);
    return { created: rows.length } as ImportResult;
  }

  async ensureProject(
    actor: SeedActor,
    _slug: string,
    { metadata }: Entity,
  ): Promise<Project> {
    this.projects.set(metadata.name, 'open');
    this.record(`project ${metadata.name}`, actor);
    return { id: metadata.name } as Project;
  }

  async updateProject(
    actor: SeedActor,
    _slug: string,
    id: string,
    { access }: ProjectPatch,
  ): Promise<Project> {
    insist(this.projects.has(id));
    if (access) {
      this.projects.set(id, access);
    }
    this.record(`project ${id} ${access}`, actor);
    return { id } as Project;
  }

  async recordEvents(events: SeedEvent[]): Promise<void> {
    for (const { workspace, user_ref, at } of events) {
      this.#requireWorkspace(workspace, { user_ref, at });
    }
    this.events.push(...events);
  }

  #requireWorkspace(slug: string, { at }: SeedActor): void {
    const from = this.#workspaces.get(slug);
    insist(from !== undefined && at.getTime() > from);
  }
}
