import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { DepartmentServices } from '../departments/DepartmentServices';
import { MembershipServices } from '../memberships/addMemberships';
import { CatalogUsers } from './CatalogUsers';
import { createStaffSeeding } from './createStaffSeeding';
import { readStaffEmail } from './readStaffEmail';
import { bindStaff } from './routes';
import { StaffBulkActions } from './StaffBulkActions';
import { StaffChanges } from './StaffChanges';
import { StaffChecks } from './StaffChecks';
import { staffData } from './staffData';
import { staffResolver } from './staffResolver';
import { staffNotifications } from './staffNotifications';
import { staffSearcher } from './staffSearcher';
import { StaffExporter } from './files/StaffExporter';
import { StaffImporter } from './files/StaffImporter';
import { StaffMatcher } from './StaffMatcher';
import { StaffOfDepartments } from './StaffOfDepartments';
import { StaffReadModel } from './StaffReadModel';
import { StaffService } from './StaffService';
import { StaffServices } from './StaffServices';
import { StaffStore } from './StaffStore';

/** The people of the organisation. */
export async function addStaff(
  core: Core,
  {
    memberships,
    departments,
    deletion,
  }: MembershipServices & Pick<DepartmentServices, 'departments' | 'deletion'>,
): Promise<Feature<StaffServices>> {
  const { config, platform } = core;
  const { staffIdLength } = config.organisation;
  const store = new StaffStore();
  const staffChanges = new StaffChanges({ memberships, store });
  const deps = {
    ...core,
    memberships,
    departments,
    store,
    staffIdLength,
    staffChanges,
    checks: new StaffChecks({ departments, store, staffIdLength }),
    users: new CatalogUsers({ ...core, ...platform }),
  };
  deletion.addStaff(new StaffOfDepartments(deps));
  const matcher = new StaffMatcher(deps);
  await platform.scheduler.scheduleTask({
    id: 'callboard-match-staff',
    frequency: { minutes: 10 },
    initialDelay: { minutes: 1 },
    timeout: { minutes: 10 },
    fn: () => matcher.matchAll(),
  });
  const services: StaffServices = {
    clock: core.clock,
    staff: new StaffService(deps),
    staffChanges,
    readModel: new StaffReadModel(deps),
    bulkActions: new StaffBulkActions(deps),
    exporter: new StaffExporter(deps),
    importer: new StaffImporter(deps),
    findMailAddress: (workspace_id, user_ref) =>
      readStaffEmail(core.knex, workspace_id, user_ref),
  };
  bindStaff(core.router, services);
  return {
    data: staffData,
    resolvers: [staffResolver],
    searchers: [staffSearcher],
    services,
    notifications: staffNotifications,
    seeding: createStaffSeeding(core, services),
  };
}
