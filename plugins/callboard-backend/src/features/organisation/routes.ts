import { endpoints } from '@callboard/plugin-callboard-common';
import { ContractRouter } from '../../http/ContractRouter';
import { bindCatalogSeed } from '../catalogSeed/routes';
import { bindDepartments } from '../departments/routes';
import { bindMemberships } from '../memberships/routes';
import { ProjectService } from '../../core/projects/ProjectService';
import { bindStaff } from '../staff/routes';
import { OrganisationServices } from './OrganisationServices';

/** Binds the endpoints of the organisation. */
export function bindOrganisation(
  router: ContractRouter,
  organisation: OrganisationServices,
  projects: ProjectService,
): void {
  bindDepartments(router, organisation.departments);
  bindStaff(router, organisation.staff);
  bindMemberships(router, organisation.memberships, projects);
  bindCatalogSeed(router, organisation.catalogSeeder);
  router.handleService(endpoints.listPublishedDepartments, ({ query }) =>
    organisation.published.list(query),
  );
}
