import { CatalogSeed } from '@callboard/plugin-callboard-common';
import { CatalogOrganisation } from './CatalogOrganisation';
import { Conflicts } from './Conflicts';
import { KnownOrganisation } from './KnownOrganisation';
import { DepartmentSeedPlan, planDepartments } from './planDepartments';
import { planStaff, StaffSeedPlan } from './planStaff';
import { SeedSetting } from './SeedSetting';

/** What a run does, and what it leaves alone. */
export interface CatalogSeedPlan {
  departments: DepartmentSeedPlan;
  staff: StaffSeedPlan;
  conflicts: CatalogSeed['conflicts'];
}

/**
 * Works out what the catalog's Groups and Users do to a workspace. Changes
 * nothing; for a workspace that was done already it finds nothing to do.
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
