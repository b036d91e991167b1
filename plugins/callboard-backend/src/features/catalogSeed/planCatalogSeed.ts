import { CatalogImportResult } from '@callboard/plugin-callboard-common';
import { CatalogOrganisation } from './CatalogOrganisation';
import { Conflicts } from './Conflicts';
import { KnownOrganisation } from './KnownOrganisation';
import { DepartmentSeedPlan, planDepartments } from './planDepartments';
import { planStaff, StaffSeedPlan } from './planStaff';
import { SeedSetting } from './SeedSetting';

/** The changes of a run, and the skipped entities. */
export interface CatalogSeedPlan {
  departments: DepartmentSeedPlan;
  staff: StaffSeedPlan;
  conflicts: CatalogImportResult['conflicts'];
}

/**
 * Plans the changes of the catalog's Groups and Users to a workspace. Changes nothing; the plan of
 * an up-to-date workspace is empty.
 */
export function planCatalogSeed(
  { groups, users }: CatalogOrganisation,
  known: KnownOrganisation,
  setting: SeedSetting,
): CatalogSeedPlan {
  const conflicts = new Conflicts();
  const departments = planDepartments(groups, known, conflicts, setting);
  const { departmentIds } = departments;
  const staff = planStaff(users, known, departmentIds, conflicts, setting);
  return { departments, staff, conflicts: conflicts.list() };
}
