import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { noData } from '../../database/FeatureTables';
import type { DepartmentServices } from '../departments/addDepartments';
import { bindMe } from './routes';
import { SuperAdmins } from './SuperAdmins';

/** Adds the endpoints that return the caller's profile and access. */
export function addMe(
  core: Core,
  departments: DepartmentServices['readModel'] | undefined,
): Feature {
  const { config, router, workspaces } = core;
  bindMe(router, {
    features: config.features,
    workspaces,
    departments,
    superAdmins: new SuperAdmins(core),
  });
  return { data: noData, services: {} };
}
