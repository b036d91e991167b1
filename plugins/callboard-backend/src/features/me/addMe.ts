import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { noData } from '../../database/FeatureTables';
import { DepartmentServices } from '../departments/addDepartments';
import { bindMe } from './routes';
import { SuperAdmins } from './SuperAdmins';

/** Adds the endpoints that return the caller's profile and access. */
export function addMe(
  core: Core,
  { readModel: departments }: DepartmentServices,
): Feature {
  const { router, workspaces } = core;
  bindMe(router, {
    workspaces,
    departments,
    superAdmins: new SuperAdmins(core),
  });
  return { data: noData, services: {} };
}
