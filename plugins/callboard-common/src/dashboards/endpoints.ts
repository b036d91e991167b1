import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import {
  booleanParameter,
  createPageSchema,
  pageParameters,
} from '../contract/primitives';
import {
  dashboardCreation,
  dashboardRead,
  dashboardUpdate,
  dashboardsPath,
  readAccess,
  dashboardsTag,
  writeAccess,
} from './common';
import {
  dashboard,
  dashboardAccess,
  dashboardLayout,
  dashboardPatch,
  dashboardWithWidgets,
  newDashboard,
  newWidget,
  widget,
  widgetPatch,
} from './schemas';
import { exportedDashboard, importedDashboard } from './transfer';
import { permissions } from '../permissions';

/** @public */
export const dashboardEndpoints = {
  listDashboards: defineEndpoint({
    ...dashboardRead,
    path: dashboardsPath,
    summary: 'List the dashboards that the caller can see, by name',
    query: z.strictObject({
      ...pageParameters,
      /** Part of a name, ignoring case and accents. */
      search: z.string().min(1).max(255).optional(),
      access: dashboardAccess.optional(),
      is_favourite: booleanParameter.optional(),
    }),
    response: createPageSchema(dashboard),
  }),
  createDashboard: defineEndpoint({
    ...dashboardCreation,
    path: dashboardsPath,
    summary: 'Create a dashboard',
    body: newDashboard,
    response: dashboardWithWidgets,
  }),
  importDashboard: defineEndpoint({
    ...dashboardCreation,
    path: `${dashboardsPath}/import`,
    summary:
      'Import a dashboard as a private dashboard; resources in filters are matched by id, then by name',
    body: exportedDashboard,
    response: importedDashboard,
  }),
  getDashboard: defineEndpoint({
    ...dashboardRead,
    path: `${dashboardsPath}/{id}`,
    summary: 'Get a dashboard with its widgets',
    response: dashboardWithWidgets,
  }),
  updateDashboard: defineEndpoint({
    ...dashboardUpdate,
    method: 'PATCH',
    path: `${dashboardsPath}/{id}`,
    summary:
      'Update a dashboard; making it the default replaces the previous default',
    isConditional: true,
    canConflict: true,
    body: dashboardPatch,
    response: dashboardWithWidgets,
  }),
  deleteDashboard: defineEndpoint({
    method: 'DELETE',
    path: `${dashboardsPath}/{id}`,
    tag: dashboardsTag,
    summary: 'Delete a dashboard with its widgets',
    access: writeAccess,
    permission: permissions.dashboard.delete,
    isConditional: true,
    status: 204,
  }),
  duplicateDashboard: defineEndpoint({
    ...dashboardCreation,
    path: `${dashboardsPath}/{id}/duplicate`,
    summary: 'Create a private copy of a dashboard with all its widgets',
    body: z.object({}).optional(),
    response: dashboardWithWidgets,
  }),
  exportDashboard: defineEndpoint({
    ...dashboardRead,
    path: `${dashboardsPath}/{id}/export.json`,
    summary: 'Export a dashboard as JSON for another workspace',
    response: exportedDashboard,
  }),
  favourDashboard: defineEndpoint({
    method: 'PUT',
    path: `${dashboardsPath}/{id}/favourite`,
    tag: dashboardsTag,
    summary: "Add a dashboard to the caller's favourites",
    access: readAccess,
    permission: permissions.dashboardFavourite.update,
    body: z.object({}).optional(),
    response: dashboard,
  }),
  unfavourDashboard: defineEndpoint({
    method: 'DELETE',
    path: `${dashboardsPath}/{id}/favourite`,
    tag: dashboardsTag,
    summary: "Remove a dashboard from the caller's favourites",
    access: readAccess,
    permission: permissions.dashboardFavourite.delete,
    status: 204,
  }),
  layOutDashboard: defineEndpoint({
    ...dashboardUpdate,
    method: 'PUT',
    path: `${dashboardsPath}/{id}/layout`,
    summary: 'Replace the layout of all widgets of a dashboard',
    isConditional: true,
    body: dashboardLayout,
    response: dashboardWithWidgets,
  }),
  listWidgets: defineEndpoint({
    ...dashboardRead,
    path: `${dashboardsPath}/{id}/widgets`,
    summary: 'List the widgets of a dashboard, in order',
    query: z.strictObject(pageParameters),
    response: createPageSchema(widget),
  }),
  createWidget: defineEndpoint({
    ...dashboardUpdate,
    method: 'POST',
    path: `${dashboardsPath}/{id}/widgets`,
    summary: 'Add a widget to a dashboard',
    canConflict: true,
    body: newWidget,
    status: 201,
    response: widget,
  }),
  getWidget: defineEndpoint({
    ...dashboardRead,
    path: `${dashboardsPath}/{id}/widgets/{wid}`,
    summary: 'Get a widget',
    response: widget,
  }),
  updateWidget: defineEndpoint({
    ...dashboardUpdate,
    method: 'PATCH',
    path: `${dashboardsPath}/{id}/widgets/{wid}`,
    summary: 'Update a widget',
    isConditional: true,
    canConflict: true,
    body: widgetPatch,
    response: widget,
  }),
  deleteWidget: defineEndpoint({
    ...dashboardUpdate,
    method: 'DELETE',
    path: `${dashboardsPath}/{id}/widgets/{wid}`,
    summary: 'Delete a widget',
    isConditional: true,
    status: 204,
  }),
};
