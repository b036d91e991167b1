import { Kernel } from '../../kernel/createKernel';
import { addCatalogSeed } from '../catalogSeed/addCatalogSeed';
import { addDepartments } from '../departments/addDepartments';
import { MembershipService } from '../memberships/MembershipService';
import { PeopleService } from '../../core/people/PeopleService';
import { addStaff } from '../staff/addStaff';
import { createStaffTransfers } from '../staff/createStaffTransfers';
import { WorkspaceStore } from '../../core/workspaces/WorkspaceStore';
import { OrganisationServices } from './OrganisationServices';
import { PublishedDepartments } from './PublishedDepartments';

/** Departments, staff, what follows from both, and the catalog's part in it. */
export async function addOrganisation(
  kernel: Kernel,
  given: {
    people: PeopleService;
    memberships: MembershipService;
    workspaces: WorkspaceStore;
  },
): Promise<OrganisationServices> {
  const { memberships } = given;
  const departments = addDepartments(kernel, {
    ...given,
    occupants: createStaffTransfers(kernel, memberships),
  });
  const staff = await addStaff(kernel, {
    ...given,
    departments: departments.departments,
  });
  return {
    memberships,
    departments,
    staff,
    published: new PublishedDepartments(kernel.knex),
    catalogSeeder: await addCatalogSeed(kernel, {
      ...given,
      ...departments,
      ...staff,
    }),
  };
}
