import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { MembershipServices } from '../memberships/addMemberships';
import { DepartmentChanges } from './DepartmentChanges';
import { departmentData } from './departmentData';
import { DepartmentDeletion } from './DepartmentDeletion';
import { departmentResolver } from './departmentResolver';
import { departmentNotifications } from './departmentNotifications';
import { departmentSearcher } from './departmentSearcher';
import { DepartmentExporter } from './files/DepartmentExporter';
import { DepartmentImporter } from './files/DepartmentImporter';
import { DepartmentLinks } from './links/DepartmentLinks';
import { DepartmentLinkStore } from './links/DepartmentLinkStore';
import { DepartmentReadModel } from './DepartmentReadModel';
import { DepartmentRules } from './DepartmentRules';
import { DepartmentService } from './DepartmentService';
import { DepartmentServices } from './DepartmentServices';
import { DepartmentStore } from './DepartmentStore';
import { LinkTargets } from './links/LinkTargets';
import { bindDepartments } from './routes';
import { WorkspaceLinks } from './links/WorkspaceLinks';

/** The departments feature: the organisation as a tree, and the access it gives. */
export function addDepartments(
  core: Core,
  { memberships }: MembershipServices,
): Feature<DepartmentServices> {
  const store = new DepartmentStore();
  const linkStore = new DepartmentLinkStore();
  const departmentChanges = new DepartmentChanges({ store, memberships });
  const deps = {
    ...core,
    memberships,
    store,
    departmentChanges,
    rules: new DepartmentRules({ store, config: core.config }),
  };
  const departments = new DepartmentService(deps);
  const links = new DepartmentLinks({
    ...deps,
    departments: store,
    store: linkStore,
    targets: new LinkTargets({ ...core, store: linkStore }),
  });
  core.workspaceService.addDependants(
    new WorkspaceLinks({ memberships, store: linkStore }),
  );
  const services: DepartmentServices = {
    clock: core.clock,
    departments,
    readModel: new DepartmentReadModel(deps),
    departmentChanges,
    links,
    deletion: new DepartmentDeletion({ ...deps, links }),
    exporter: new DepartmentExporter(deps),
    importer: new DepartmentImporter(deps),
  };
  bindDepartments(core.router, services);
  return {
    data: departmentData,
    services,
    resolvers: [departmentResolver],
    searchers: [departmentSearcher],
    notifications: departmentNotifications,
  };
}
