import { SeedServices } from '@callboard/plugin-callboard-node';
import { membersOfProject } from '../core/members/MemberScope';
import { Precondition } from '../http/Precondition';
import { SeedActors } from './SeedActors';
import { SeededServices } from './SeededServices';

type OrganisationSeeding = Pick<
  SeedServices,
  | 'createDepartment'
  | 'updateDepartment'
  | 'linkDepartment'
  | 'createStaffMember'
  | 'updateStaffMember'
  | 'transferStaffMember'
  | 'importStaff'
  | 'ensureProject'
  | 'updateProject'
  | 'addProjectMember'
>;

const newRowsOnly = {
  skip_existing: false,
  update_existing: false,
  dry_run: false,
  preview: false,
};

/** Offers the services of departments, staff and projects to seeders. */
export function createOrganisationSeeding(
  seeding: SeedActors,
  { departments, staff, core: { projects, members } }: SeededServices,
): OrganisationSeeding {
  return {
    async createDepartment(actor, slug, input) {
      const { id } = await seeding.workspace(slug);
      const by = await seeding.dated(actor);
      return departments.departments.create(by, id, input);
    },
    async updateDepartment(actor, slug, departmentId, patch) {
      const { id } = await seeding.workspace(slug);
      const by = await seeding.dated(actor);
      return departments.departments.update(by, id, departmentId, patch);
    },
    async linkDepartment(actor, slug, departmentId, input) {
      const admin = await seeding.admin(actor, slug);
      return departments.links.link(admin, departmentId, input);
    },
    async createStaffMember(actor, slug, input) {
      const workspace = await seeding.workspace(slug);
      return staff.staff.create(await seeding.dated(actor), workspace, input);
    },
    async updateStaffMember(actor, slug, id, patch) {
      const workspace = await seeding.workspace(slug);
      const by = await seeding.dated(actor);
      return staff.staff.update(by, workspace, id, patch, Precondition.none);
    },
    async transferStaffMember(actor, slug, id, transfer) {
      const workspace = await seeding.workspace(slug);
      const by = await seeding.dated(actor);
      return staff.staff.transfer(by, workspace, id, transfer);
    },
    async importStaff(actor, slug, rows) {
      const workspace = await seeding.workspace(slug);
      const table = {
        columns: Object.keys(rows[0] ?? {}),
        // The header is the first row.
        rows: rows.map((cells, index) => ({ row: index + 2, cells })),
      };
      const by = await seeding.dated(actor);
      return staff.importer.importTable(by, workspace, table, newRowsOnly);
    },
    async ensureProject(actor, slug, entity) {
      return projects.found(await seeding.admin(actor, slug), entity);
    },
    async updateProject(actor, slug, projectId, patch) {
      const admin = await seeding.admin(actor, slug);
      return projects.update(admin, projectId, patch, Precondition.none);
    },
    async addProjectMember(actor, slug, projectId, input) {
      const { caller, ...access } = await seeding.admin(actor, slug);
      const { project } = await projects.see(caller, access, projectId);
      return members.add(caller, membersOfProject(project), input);
    },
  };
}
