import {
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

/**
 * The plugin's routes by the names that portals bind. None is called `root`:
 * the titles of both pages would lead there.
 */
export const callboardRoutes = {
  admin: rootRouteRef,
  workspaces: workspacesRouteRef,
  workspace: workspaceRouteRef,
  workspaceSettings: workspaceSettingsRouteRef,
  organisation: organisationRouteRef,
  departments: departmentsRouteRef,
  importDepartments: importDepartmentsRouteRef,
  people: peopleRouteRef,
  person: personRouteRef,
  importPeople: importPeopleRouteRef,
  myProfile: myProfileRouteRef,
};
