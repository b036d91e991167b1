import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

/** The admin page. */
export const rootRouteRef = createRouteRef();

/** Its list of workspaces. */
export const workspacesRouteRef = createRouteRef();

/** One workspace: its members. */
export const workspaceRouteRef = createSubRouteRef({
  parent: workspacesRouteRef,
  path: '/:slug',
});

/** One workspace: its settings. */
export const workspaceSettingsRouteRef = createSubRouteRef({
  parent: workspacesRouteRef,
  path: '/:slug/settings',
});

/** The webhooks of a workspace, which stands in the query. */
export const webhooksRouteRef = createRouteRef();

/** Where a webhook is created. */
export const createWebhookRouteRef = createSubRouteRef({
  parent: webhooksRouteRef,
  path: '/create',
});

/** One webhook. */
export const webhookRouteRef = createSubRouteRef({
  parent: webhooksRouteRef,
  path: '/:id',
});

/** Where a webhook is changed. */
export const editWebhookRouteRef = createSubRouteRef({
  parent: webhooksRouteRef,
  path: '/:id/edit',
});

/** One workspace: what its admins have announced. */
export const workspaceAnnouncementsRouteRef = createSubRouteRef({
  parent: workspacesRouteRef,
  path: '/:slug/announcements',
});

/** The announcements of a workspace, which stands in the query. */
export const announcementsRouteRef = createRouteRef();

/** What happened that is critical. */
export const criticalEventsRouteRef = createRouteRef();

/** The organisation: departments and people. */
export const organisationRouteRef = createRouteRef();

/** Its departments; which one stands in the query. */
export const departmentsRouteRef = createRouteRef();

/** The people of the organisation. */
export const peopleRouteRef = createRouteRef();

/** One of them. */
export const personRouteRef = createSubRouteRef({
  parent: peopleRouteRef,
  path: '/:id',
});

/** Where people are imported from a file. */
export const importPeopleRouteRef = createSubRouteRef({
  parent: peopleRouteRef,
  path: '/import',
});

/** The signed-in person's own staff record. */
export const myProfileRouteRef = createRouteRef();

/** Where departments are imported from a file. */
export const importDepartmentsRouteRef = createSubRouteRef({
  parent: departmentsRouteRef,
  path: '/import',
});

/** The page with the projects of a workspace. */
export const projectsExternalRouteRef = createExternalRouteRef({
  defaultTarget: 'callboard-work.projects',
});

/** The page with one's own work. */
export const myWorkExternalRouteRef = createExternalRouteRef({
  defaultTarget: 'callboard-work.root',
});

/** The Activity Tracker. */
export const trackerExternalRouteRef = createExternalRouteRef({
  defaultTarget: 'callboard-activity.tracker',
});

/** The routes of other plugins that the first steps lead to, by name. */
export const callboardExternalRoutes = {
  projects: projectsExternalRouteRef,
  myWork: myWorkExternalRouteRef,
  tracker: trackerExternalRouteRef,
};

/**
 * The plugin's routes by the names that portals bind. None is called `root`:
 * the titles of both pages would lead there.
 */
export const callboardRoutes = {
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
