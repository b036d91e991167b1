import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import { createSubRouteRef } from '@backstage/core-plugin-api';
import {
  callboardExternalRoutes,
  organisationRouteRef,
  rootRouteRef,
} from '../routes';

const admin = convertLegacyRouteRef(rootRouteRef);
const organisation = convertLegacyRouteRef(organisationRouteRef);

/**
 * The routes in portals on the legacy frontend system. Such portals mount the admin page and the
 * organisation page; the tabs have their usual paths below these.
 */
export const legacyRoutes = {
  admin,
  workspaces: createSubRouteRef({
    id: 'callboard/workspaces',
    parent: admin,
    path: '/workspaces',
  }),
  workspace: createSubRouteRef({
    id: 'callboard/workspace',
    parent: admin,
    path: '/workspaces/:slug',
  }),
  workspaceSettings: createSubRouteRef({
    id: 'callboard/workspace-settings',
    parent: admin,
    path: '/workspaces/:slug/settings',
  }),
  webhooks: createSubRouteRef({
    id: 'callboard/webhooks',
    parent: admin,
    path: '/webhooks',
  }),
  createWebhook: createSubRouteRef({
    id: 'callboard/create-webhook',
    parent: admin,
    path: '/webhooks/create',
  }),
  webhook: createSubRouteRef({
    id: 'callboard/webhook',
    parent: admin,
    path: '/webhooks/:id',
  }),
  editWebhook: createSubRouteRef({
    id: 'callboard/edit-webhook',
    parent: admin,
    path: '/webhooks/:id/edit',
  }),
  workspaceAnnouncements: createSubRouteRef({
    id: 'callboard/workspace-announcements',
    parent: admin,
    path: '/workspaces/:slug/announcements',
  }),
  criticalEvents: createSubRouteRef({
    id: 'callboard/critical-events',
    parent: admin,
    path: '/critical-events',
  }),
  organisation,
  departments: createSubRouteRef({
    id: 'callboard/departments',
    parent: organisation,
    path: '/departments',
  }),
  importDepartments: createSubRouteRef({
    id: 'callboard/import-departments',
    parent: organisation,
    path: '/departments/import',
  }),
  people: createSubRouteRef({
    id: 'callboard/people',
    parent: organisation,
    path: '/people',
  }),
  person: createSubRouteRef({
    id: 'callboard/person',
    parent: organisation,
    path: '/people/:id',
  }),
  importPeople: createSubRouteRef({
    id: 'callboard/import-people',
    parent: organisation,
    path: '/people/import',
  }),
  myProfile: createSubRouteRef({
    id: 'callboard/my-profile',
    parent: organisation,
    path: '/me',
  }),
};

/** The routes of other plugins that this plugin links to. */
export const legacyExternalRoutes = {
  projects: convertLegacyRouteRef(callboardExternalRoutes.projects),
  myWork: convertLegacyRouteRef(callboardExternalRoutes.myWork),
  tracker: convertLegacyRouteRef(callboardExternalRoutes.tracker),
};
