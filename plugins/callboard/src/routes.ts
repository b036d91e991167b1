import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

export const rootRouteRef = createRouteRef();

export const workspacesRouteRef = createRouteRef();

export const workspaceRouteRef = createSubRouteRef({
  parent: workspacesRouteRef,
  path: '/:slug',
});

export const workspaceSettingsRouteRef = createSubRouteRef({
  parent: workspacesRouteRef,
  path: '/:slug/settings',
});

/** The webhooks of a workspace. The URL's query names the workspace. */
export const webhooksRouteRef = createRouteRef();

export const createWebhookRouteRef = createSubRouteRef({
  parent: webhooksRouteRef,
  path: '/create',
});

export const webhookRouteRef = createSubRouteRef({
  parent: webhooksRouteRef,
  path: '/:id',
});

export const editWebhookRouteRef = createSubRouteRef({
  parent: webhooksRouteRef,
  path: '/:id/edit',
});

export const workspaceAnnouncementsRouteRef = createSubRouteRef({
  parent: workspacesRouteRef,
  path: '/:slug/announcements',
});

/** The announcements of a workspace. The URL's query names the workspace. */
export const announcementsRouteRef = createRouteRef();

export const criticalEventsRouteRef = createRouteRef();

export const organisationRouteRef = createRouteRef();

/** The departments. The URL's query names the selected department. */
export const departmentsRouteRef = createRouteRef();

export const peopleRouteRef = createRouteRef();

export const personRouteRef = createSubRouteRef({
  parent: peopleRouteRef,
  path: '/:id',
});

export const importPeopleRouteRef = createSubRouteRef({
  parent: peopleRouteRef,
  path: '/import',
});

export const myProfileRouteRef = createRouteRef();

export const importDepartmentsRouteRef = createSubRouteRef({
  parent: departmentsRouteRef,
  path: '/import',
});

export const projectsExternalRouteRef = createExternalRouteRef({
  defaultTarget: 'callboard-work.projects',
});

export const myWorkExternalRouteRef = createExternalRouteRef({
  defaultTarget: 'callboard-work.root',
});

export const trackerExternalRouteRef = createExternalRouteRef({
  defaultTarget: 'callboard-activity.tracker',
});

/** The routes to other plugins, by the names that portals use to bind them. */
export const callboardExternalRoutes = {
  projects: projectsExternalRouteRef,
  myWork: myWorkExternalRouteRef,
  tracker: trackerExternalRouteRef,
};

/**
 * The plugin's routes, by the names that portals use to bind them. No route is called `root`,
 * because Backstage would link the titles of the admin page and the organisation page to it.
 */
export const pluginRoutes = {
  admin: rootRouteRef,
  workspaces: workspacesRouteRef,
  workspace: workspaceRouteRef,
  workspaceSettings: workspaceSettingsRouteRef,
  webhooks: webhooksRouteRef,
  createWebhook: createWebhookRouteRef,
  webhook: webhookRouteRef,
  editWebhook: editWebhookRouteRef,
  workspaceAnnouncements: workspaceAnnouncementsRouteRef,
  announcements: announcementsRouteRef,
  criticalEvents: criticalEventsRouteRef,
  organisation: organisationRouteRef,
  departments: departmentsRouteRef,
  importDepartments: importDepartmentsRouteRef,
  people: peopleRouteRef,
  person: personRouteRef,
  importPeople: importPeopleRouteRef,
  myProfile: myProfileRouteRef,
};
