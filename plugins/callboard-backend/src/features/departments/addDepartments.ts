import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { MembershipServices } from '../memberships/addMemberships';
import { DepartmentChanges } from './DepartmentChanges';
import { departmentData } from './departmentData';
import { DepartmentDeletion } from './DepartmentDeletion';
import { DepartmentExporter } from './DepartmentExporter';
import { DepartmentImporter } from './DepartmentImporter';
import { DepartmentLinks } from './DepartmentLinks';
import { DepartmentLinkStore } from './DepartmentLinkStore';
import { DepartmentMovePreview } from './DepartmentMovePreview';
import { DepartmentReadModel } from './DepartmentReadModel';
import { DepartmentRules } from './DepartmentRules';
import { DepartmentService } from './DepartmentService';
import { DepartmentServices } from './DepartmentServices';
import { DepartmentStore } from './DepartmentStore';
import { LinkTargets } from './LinkTargets';
import { bindDepartments } from './routes';
import { WorkspaceLinks } from './WorkspaceLinks';

/** The organisation as a tree, and what its people get access to. */
export function addDepartments(
  core: Core,
  { memberships }: MembershipServices,
): Feature<DepartmentServices> {
  const { knex, router } = core;
  const store = new DepartmentStore();
  const linkStore = new DepartmentLinkStore(knex);
  const departmentChanges = new DepartmentChanges({ store, memberships });
  const deps = {
    ...core,
    memberships,
    store,
    departmentChanges,
    readModel: new DepartmentReadModel(knex),
    rules: new DepartmentRules({ store, config: core.config }),
  };
  const departments = new DepartmentService(deps);
  const links = new DepartmentLinks({
    ...deps,
    departments,
    store: linkStore,
    targets: new LinkTargets({ ...core, store: linkStore }),
  });
  core.workspaces.addDependants(
    new WorkspaceLinks({ memberships, store: linkStore }),
  );
  const services: DepartmentServices = {
    knex,
    clock: core.clock,
    departments,
    departmentChanges,
    links,
    deletion: new DepartmentDeletion({ ...deps, departments, links }),
    movePreview: new DepartmentMovePreview({ ...deps, departments }),
    exporter: new DepartmentExporter(deps),
    importer: new DepartmentImporter(deps),
  };
  bindDepartments(router, services);
  return { data: departmentData, services };
}
