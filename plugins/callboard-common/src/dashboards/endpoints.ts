import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import {
  booleanParameter,
  pageOf,
  pageParameters,
  slug,
  uuid,
} from '../contract/primitives';
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

const tag = 'Dashboards';
const path = '/workspaces/{slug}/dashboards';
const inWorkspace = z.strictObject({ slug });
const params = z.strictObject({ slug, id: uuid });
const ofWidget = params.extend({ wid: uuid });
/** Which dashboards somebody sees is no matter of roles. */
const reading = { kind: 'workspace', role: 'guest' } as const;
const writing = { kind: 'workspace', role: 'member' } as const;

/** @public */
export const dashboardEndpoints = {
  listDashboards: defineEndpoint({
    method: 'GET',
    path,
    tag,
    summary: 'The dashboards that the caller sees, by name',
    access: reading,
    params: inWorkspace,
    query: z.strictObject({
      ...pageParameters,
      /** Part of a name, ignoring case and accents. */
      search: z.string().min(1).max(255).optional(),
      access: dashboardAccess.optional(),
      is_favourite: booleanParameter.optional(),
    }),
    response: pageOf(dashboard),
  }),
  createDashboard: defineEndpoint({
    method: 'POST',
    path,
    tag,
    summary: 'Create a dashboard of your own',
    access: writing,
    params: inWorkspace,
    body: newDashboard,
    status: 201,
    response: dashboardWithWidgets,
  }),
  importDashboard: defineEndpoint({
    method: 'POST',
    path: `${path}/import`,
    tag,
    summary:
      'Create a private dashboard from an exported one; what its filters name is looked up by id, else by name',
    access: writing,
    params: inWorkspace,
    body: exportedDashboard,
    status: 201,
    response: importedDashboard,
  }),
  getDashboard: defineEndpoint({
    method: 'GET',
    path: `${path}/{id}`,
    tag,
    summary: 'One dashboard with its widgets',
    access: reading,
    params,
    response: dashboardWithWidgets,
  }),
  updateDashboard: defineEndpoint({
    method: 'PATCH',
    path: `${path}/{id}`,
    tag,
    summary:
      'Change a dashboard; making one the default takes that from the other',
    access: writing,
    params,
    body: dashboardPatch,
    response: dashboardWithWidgets,
  }),
  deleteDashboard: defineEndpoint({
    method: 'DELETE',
    path: `${path}/{id}`,
    tag,
    summary: 'Delete a dashboard with its widgets',
    access: writing,
    params,
    status: 204,
  }),
  duplicateDashboard: defineEndpoint({
    method: 'POST',
    path: `${path}/{id}/duplicate`,
    tag,
    summary: 'Create a private copy of a dashboard with all its widgets',
    access: writing,
    params,
    body: z.object({}).optional(),
    status: 201,
    response: dashboardWithWidgets,
  }),
  exportDashboard: defineEndpoint({
    method: 'GET',
    path: `${path}/{id}/export.json`,
    tag,
    summary: 'A dashboard as a file that another workspace can import',
    access: reading,
    params,
    response: exportedDashboard,
  }),
  favourDashboard: defineEndpoint({
    method: 'PUT',
    path: `${path}/{id}/favourite`,
    tag,
    summary: 'Make a dashboard one of your favourites',
    access: reading,
    params,
    body: z.object({}).optional(),
    response: dashboard,
  }),
  unfavourDashboard: defineEndpoint({
    method: 'DELETE',
    path: `${path}/{id}/favourite`,
    tag,
    summary: 'Take a dashboard from your favourites',
    access: reading,
    params,
    status: 204,
  }),
  layOutDashboard: defineEndpoint({
    method: 'PUT',
    path: `${path}/{id}/layout`,
    tag,
    summary:
      'Say where the widgets of a dashboard are: all of them, or nothing changes',
    access: writing,
    params,
    body: dashboardLayout,
    response: dashboardWithWidgets,
  }),
  listWidgets: defineEndpoint({
    method: 'GET',
    path: `${path}/{id}/widgets`,
    tag,
    summary: 'The widgets of a dashboard, in order',
    access: reading,
    params,
    query: z.strictObject(pageParameters),
    response: pageOf(widget),
  }),
  createWidget: defineEndpoint({
    method: 'POST',
    path: `${path}/{id}/widgets`,
    tag,
    summary: 'Add a widget to a dashboard',
    access: writing,
    params,
    body: newWidget,
    status: 201,
    response: widget,
  }),
  getWidget: defineEndpoint({
    method: 'GET',
    path: `${path}/{id}/widgets/{wid}`,
    tag,
    summary: 'One widget',
    access: reading,
    params: ofWidget,
    response: widget,
  }),
  updateWidget: defineEndpoint({
    method: 'PATCH',
    path: `${path}/{id}/widgets/{wid}`,
    tag,
    summary: 'Change a widget',
    access: writing,
    params: ofWidget,
    body: widgetPatch,
    response: widget,
  }),
  deleteWidget: defineEndpoint({
    method: 'DELETE',
    path: `${path}/{id}/widgets/{wid}`,
    tag,
    summary: 'Take a widget from a dashboard',
    access: writing,
    params: ofWidget,
    status: 204,
  }),
};
