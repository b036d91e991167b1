import { Kernel } from '../../kernel/createKernel';
import { DepartmentChanges } from '../departments/DepartmentChanges';
import { MembershipService } from '../memberships/MembershipService';
import { StaffChanges } from '../staff/StaffChanges';
import { WorkspaceStore } from '../../core/workspaces/WorkspaceStore';
import { CatalogReader } from './CatalogReader';
import { CatalogSeeder } from './CatalogSeeder';
import { CatalogSeedStore } from './CatalogSeedStore';

/** Departments and staff from the catalog, where the configuration says so. */
export async function addCatalogSeed(
  kernel: Kernel,
  given: {
    departmentChanges: DepartmentChanges;
    staffChanges: StaffChanges;
    memberships: MembershipService;
    workspaces: WorkspaceStore;
  },
): Promise<CatalogSeeder> {
  const { platform, config } = kernel;
  const { auth, catalog, scheduler } = platform;
  const { enabled, schedule } = config.organisation.catalogSeed;
  const seeder = new CatalogSeeder({
    ...kernel,
    ...given,
    catalog: new CatalogReader({ catalog, auth }),
    store: new CatalogSeedStore(),
  });
  if (enabled) {
    await scheduler.scheduleTask({
      id: 'callboard-catalog-seed',
      frequency: schedule,
      // The catalog fills after it starts.
      initialDelay: { minutes: 2 },
      timeout: { minutes: 30 },
      fn: () => seeder.seedConfigured(),
    });
  }
  return seeder;
}
