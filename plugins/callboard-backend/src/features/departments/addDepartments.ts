import { Kernel } from '../../kernel/createKernel';
import { MembershipService } from '../memberships/MembershipService';
import { PeopleService } from '../../core/people/PeopleService';
import { WorkspaceStore } from '../../core/workspaces/WorkspaceStore';
import { DepartmentChanges } from './DepartmentChanges';
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
import { Occupants } from './Occupants';

/** The organisation as a tree, and what its people get access to. */
export function addDepartments(
  { knex, clock, changes, config }: Kernel,
  given: {
    memberships: MembershipService;
    people: PeopleService;
    workspaces: WorkspaceStore;
    occupants: Occupants;
  },
): DepartmentServices {
  const store = new DepartmentStore();
  const departmentChanges = new DepartmentChanges({ ...given, store });
  const deps = {
    ...given,
    knex,
    clock,
    changes,
    config,
    store,
    departmentChanges,
    readModel: new DepartmentReadModel(knex),
    rules: new DepartmentRules({ store, config }),
  };
  const departments = new DepartmentService(deps);
  const linkStore = new DepartmentLinkStore(knex);
  const links = new DepartmentLinks({
    ...deps,
    departments,
    store: linkStore,
    targets: new LinkTargets({ ...given, store: linkStore }),
  });
  return {
    knex,
    clock,
    departments,
    departmentChanges,
    links,
    deletion: new DepartmentDeletion({ ...deps, departments, links }),
    movePreview: new DepartmentMovePreview({ ...deps, departments }),
    exporter: new DepartmentExporter(deps),
    importer: new DepartmentImporter(deps),
  };
}
