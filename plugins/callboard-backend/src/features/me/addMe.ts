import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { noData } from '../../database/StoredData';
import { bindMe } from './routes';
import { SuperAdmins } from './SuperAdmins';

/** Tells callers who they are, and what is open to them. */
export function addMe(core: Core): Feature {
  const { router, workspaces, platform } = core;
  bindMe(router, {
    workspaces,
    permissions: platform.permissions,
    superAdmins: new SuperAdmins(core),
  });
  return { data: noData, services: {} };
}
