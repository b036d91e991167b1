import { Kernel } from '../../kernel/createKernel';
import { DepartmentService } from '../departments/DepartmentService';
import { MembershipService } from '../memberships/MembershipService';
import { PeopleService } from '../../core/people/PeopleService';
import { CatalogUsers } from './CatalogUsers';
import { StaffActs } from './StaffActs';
import { StaffBulkActions } from './StaffBulkActions';
import { StaffChanges } from './StaffChanges';
import { StaffChecks } from './StaffChecks';
import { StaffEditor } from './StaffEditor';
import { StaffExporter } from './StaffExporter';
import { StaffImporter } from './StaffImporter';
import { StaffMatcher } from './StaffMatcher';
import { StaffReader } from './StaffReader';
import { StaffService } from './StaffService';
import { StaffServices } from './StaffServices';
import { StaffStore } from './StaffStore';
import { StaffWriter } from './StaffWriter';
import { TransferStore } from './TransferStore';

/** The people of the organisation. */
export async function addStaff(
  { platform, knex, clock, changes, config, logger }: Kernel,
  given: {
    memberships: MembershipService;
    departments: DepartmentService;
    people: PeopleService;
  },
): Promise<StaffServices> {
  const { catalog, auth, scheduler } = platform;
  const { staffIdLength } = config.organisation;
  const store = new StaffStore();
  const transfers = new TransferStore(knex);
  const writer = new StaffWriter(store, transfers);
  const deps = {
    ...given,
    knex,
    clock,
    changes,
    store,
    transfers,
    staffIdLength,
    staffChanges: new StaffChanges({ ...given, writer }),
    checks: new StaffChecks({ ...given, store, staffIdLength }),
    users: new CatalogUsers({ ...given, catalog, auth, logger }),
  };
  const editor = new StaffEditor(deps);
  const matcher = new StaffMatcher(deps);
  await scheduler.scheduleTask({
    id: 'callboard-match-staff',
    frequency: { minutes: 10 },
    initialDelay: { minutes: 1 },
    timeout: { minutes: 10 },
    fn: () => matcher.matchAll(),
  });
  return {
    clock,
    staff: new StaffService({ ...deps, editor }),
    acts: new StaffActs({ editor }),
    staffChanges: deps.staffChanges,
    reader: new StaffReader(deps),
    bulkActions: new StaffBulkActions(deps),
    exporter: new StaffExporter(deps),
    importer: new StaffImporter(deps),
  };
}
