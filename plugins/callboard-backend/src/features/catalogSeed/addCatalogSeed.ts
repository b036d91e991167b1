import { endpoints } from '@callboard/plugin-callboard-common';
import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { noData } from '../../database/FeatureTables';
import { DepartmentServices } from '../departments/addDepartments';
import { MembershipServices } from '../memberships/addMemberships';
import { StaffServices } from '../staff/addStaff';
import { CatalogSeeder } from './CatalogSeeder';

/** Adds the import of departments and staff from the catalog, and schedules it if configured. */
export async function addCatalogSeed(
  core: Core,
  services: MembershipServices &
    Pick<DepartmentServices, 'departmentChanges'> &
    Pick<StaffServices, 'staffChanges'>,
): Promise<Feature> {
  const { enabled, schedule } = core.config.organisation.catalogSeed;
  const seeder = new CatalogSeeder({ ...core, ...services });
  core.router.handle(endpoints.seedFromCatalog, ({ caller, workspace, body }) =>
    seeder.seed(caller, workspace, { dry_run: body?.dry_run ?? true }),
  );
  if (enabled) {
    await core.platform.scheduler.scheduleTask({
      id: 'callboard-catalog-seed',
      frequency: schedule,
      // The catalog needs some time after its start to ingest entities.
      initialDelay: { minutes: 2 },
      timeout: { minutes: 30 },
      fn: () => seeder.seedConfigured(),
    });
  }
  return { data: noData, services: {} };
}
