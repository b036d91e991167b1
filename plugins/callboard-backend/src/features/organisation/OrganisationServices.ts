import { CatalogSeeder } from '../catalogSeed/CatalogSeeder';
import { DepartmentServices } from '../departments/DepartmentServices';
import { MembershipService } from '../memberships/MembershipService';
import { StaffServices } from '../staff/StaffServices';
import { PublishedDepartments } from './PublishedDepartments';

/** What the endpoints of the organisation are answered with. */
export interface OrganisationServices {
  memberships: MembershipService;
  departments: DepartmentServices;
  staff: StaffServices;
  published: PublishedDepartments;
  catalogSeeder: CatalogSeeder;
}
