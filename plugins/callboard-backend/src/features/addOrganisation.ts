import { Core } from '../core/Core';
import { Feature } from '../core/Feature';
import { addCatalogSeed } from './catalogSeed/addCatalogSeed';
import {
  addDepartments,
  DepartmentServices,
} from './departments/addDepartments';
import { addMemberships } from './memberships/addMemberships';
import { addPublishing } from './publishing/addPublishing';
import { addStaff, StaffServices } from './staff/addStaff';

/**
 * Adds departments, staff, the memberships derived from them, the import from the catalog, and the
 * publishing to the catalog.
 */
export async function addOrganisation(core: Core): Promise<{
  features: Feature[];
  departments: DepartmentServices;
  staff: StaffServices;
}> {
  const memberships = addMemberships(core);
  const departments = addDepartments(core, memberships.services);
  const services = { ...memberships.services, ...departments.services };
  const staff = await addStaff(core, services);
  return {
    features: [
      memberships,
      departments,
      staff,
      addPublishing(core),
      await addCatalogSeed(core, { ...services, ...staff.services }),
    ],
    departments: departments.services,
    staff: staff.services,
  };
}
