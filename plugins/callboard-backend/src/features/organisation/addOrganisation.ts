import { Kernel } from '../../kernel/createKernel';
import { addCatalogSeed } from '../catalogSeed/addCatalogSeed';
import { addDepartments } from '../departments/addDepartments';
import { DerivedMemberships } from '../members/DerivedMemberships';
import { MemberService } from '../members/MemberService';
import { addMemberships } from '../memberships/addMemberships';
import { PeopleService } from '../people/PeopleService';
import { addStaff } from '../staff/addStaff';
import { createStaffTransfers } from '../staff/createStaffTransfers';
import { WorkspaceStore } from '../workspaces/WorkspaceStore';
import { OrganisationServices } from './OrganisationServices';
import { PublishedDepartments } from './PublishedDepartments';

/** Departments, staff, what follows from both, and the catalog's part in it. */
export async function addOrganisation(
  kernel: Kernel,
  given: {
    people: PeopleService;
    members: MemberService;
    derived: DerivedMemberships;
    workspaces: WorkspaceStore;
  },
): Promise<OrganisationServices> {
  const memberships = addMemberships(kernel, given);
  const departments = addDepartments(kernel, {
    ...given,
    memberships,
    occupants: createStaffTransfers(kernel),
  });
  const staff = await addStaff(kernel, {
    ...given,
    memberships,
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
      memberships,
    }),
  };
}
