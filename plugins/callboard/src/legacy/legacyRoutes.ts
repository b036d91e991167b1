import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import { createSubRouteRef } from '@backstage/core-plugin-api';
import {
  callboardExternalRoutes,
  organisationRouteRef,
  rootRouteRef,
} from '../routes';

const admin = convertLegacyRouteRef(rootRouteRef);
const organisation = convertLegacyRouteRef(organisationRouteRef);

function createTabRoute<Path extends string>(
  parent: typeof admin,
  name: string,
  path: Path,
) {
  return createSubRouteRef({ id: `callboard/${name}`, parent, path });
}

/**
 * The routes in portals on the legacy frontend system. Such portals mount the admin page and the
 * organisation page; the tabs have their usual paths below these.
 */
export const legacyRoutes = {
  admin,
  workspaces: createTabRoute(admin, 'workspaces', '/workspaces'),
  workspace: createTabRoute(admin, 'workspace', '/workspaces/:slug'),
  workspaceSettings: createTabRoute(
    admin,
    'workspace-settings',
    '/workspaces/:slug/settings',
  ),
  webhooks: createTabRoute(admin, 'webhooks', '/webhooks'),
  createWebhook: createTabRoute(admin, 'create-webhook', '/webhooks/create'),
  webhook: createTabRoute(admin, 'webhook', '/webhooks/:id'),
  editWebhook: createTabRoute(admin, 'edit-webhook', '/webhooks/:id/edit'),
  workspaceAnnouncements: createTabRoute(
    admin,
    'workspace-announcements',
    '/workspaces/:slug/announcements',
  ),
  criticalEvents: createTabRoute(admin, 'critical-events', '/critical-events'),
  organisation,
  departments: createTabRoute(organisation, 'departments', '/departments'),
  importDepartments: createTabRoute(
    organisation,
    'import-departments',
    '/departments/import',
  ),
  people: createTabRoute(organisation, 'people', '/people'),
  person: createTabRoute(organisation, 'person', '/people/:id'),
  importPeople: createTabRoute(organisation, 'import-people', '/people/import'),
  myProfile: createTabRoute(organisation, 'my-profile', '/me'),
};

export const legacyExternalRoutes = {
  projects: convertLegacyRouteRef(callboardExternalRoutes.projects),
  myWork: convertLegacyRouteRef(callboardExternalRoutes.myWork),
  tracker: convertLegacyRouteRef(callboardExternalRoutes.tracker),
};
