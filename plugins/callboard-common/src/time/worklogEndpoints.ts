import { z } from 'zod';
import { createListParameter, pageParameters } from '../contract/primitives';
import {
  defineEndpoint,
  CSV_MEDIA_TYPE,
  XLSX_MEDIA_TYPE,
} from '../contract/endpoint';
import { guestAccess, requireOrderedRange, timeTag } from './common';
import {
  newWorklog,
  summaryParts,
  worklog,
  worklogFilters,
  worklogListFilters,
  worklogOrder,
  worklogPage,
  worklogPatch,
  worklogReplacement,
  worklogSummary,
} from './worklogs';
import { permissions } from '../permissions';

const path = '/workspaces/{slug}/projects/{pid}/work-items/{iid}/worklogs';
const alias = '/workspaces/{slug}/projects/{pid}/issues/{iid}/worklogs';

const itemAccess = { kind: 'project', role: 'member', or: 'assignee' } as const;

const order_by = worklogOrder.default('-logged_at');
const include = createListParameter(
  z.enum(summaryParts, {
    error: `must be a comma-separated list of ${summaryParts.join(', ')}`,
  }),
).optional();

const exportQuery = requireOrderedRange(
  z.strictObject({ ...worklogListFilters, order_by }),
);
const { project_id: _project, ...projectFilters } = worklogFilters;

/** @public */
export const worklogEndpoints = {
  listWorklogsOfItem: defineEndpoint({
    method: 'GET',
    path,
    alias,
    tag: timeTag,
    summary: 'List the time entries of a work item, newest day first',
    access: itemAccess,
    permission: permissions.worklog.read,
    query: z.strictObject({ ...pageParameters, order_by }),
    response: worklogPage,
  }),
  createWorklog: defineEndpoint({
    method: 'POST',
    path,
    alias,
    tag: timeTag,
    summary: 'Log time on a work item',
    access: itemAccess,
    permission: permissions.worklog.create,
    canConflict: true,
    body: newWorklog,
    status: 201,
    response: worklog,
  }),
  getWorklog: defineEndpoint({
    method: 'GET',
    path: `${path}/{id}`,
    alias: `${alias}/{id}`,
    tag: timeTag,
    summary: 'Get a time entry',
    access: itemAccess,
    permission: permissions.worklog.read,
    response: worklog,
  }),
  replaceWorklog: defineEndpoint({
    method: 'PUT',
    path: `${path}/{id}`,
    alias: `${alias}/{id}`,
    tag: timeTag,
    summary:
      'Replace a time entry; project admins can replace the entries of other people',
    access: itemAccess,
    permission: permissions.worklog.update,
    isConditional: true,
    canConflict: true,
    body: worklogReplacement,
    response: worklog,
  }),
  updateWorklog: defineEndpoint({
    method: 'PATCH',
    path: `${path}/{id}`,
    alias: `${alias}/{id}`,
    tag: timeTag,
    summary:
      'Update a time entry; project admins can update the entries of other people',
    access: itemAccess,
    permission: permissions.worklog.update,
    isConditional: true,
    canConflict: true,
    body: worklogPatch,
    response: worklog,
  }),
  deleteWorklog: defineEndpoint({
    method: 'DELETE',
    path: `${path}/{id}`,
    alias: `${alias}/{id}`,
    tag: timeTag,
    summary:
      'Delete a time entry; project admins can delete the entries of other people',
    access: itemAccess,
    permission: permissions.worklog.delete,
    isConditional: true,
    canConflict: true,
    status: 204,
  }),
  listWorklogs: defineEndpoint({
    method: 'GET',
    path: '/workspaces/{slug}/worklogs',
    tag: timeTag,
    summary: 'List the time entries that the caller can read in a workspace',
    access: guestAccess,
    permission: permissions.worklog.read,
    query: requireOrderedRange(
      z.strictObject({ ...pageParameters, ...worklogListFilters, order_by }),
    ),
    response: worklogPage,
  }),
  exportWorklogsCsv: defineEndpoint({
    method: 'GET',
    path: '/workspaces/{slug}/worklogs/export.csv',
    tag: timeTag,
    summary: 'Export time entries as CSV, in the format of the import',
    access: guestAccess,
    permission: permissions.worklog.read,
    query: exportQuery,
    download: CSV_MEDIA_TYPE,
  }),
  exportWorklogsXlsx: defineEndpoint({
    method: 'GET',
    path: '/workspaces/{slug}/worklogs/export.xlsx',
    tag: timeTag,
    summary: 'Export time entries as XLSX, in the format of the import',
    access: guestAccess,
    permission: permissions.worklog.read,
    query: exportQuery,
    download: XLSX_MEDIA_TYPE,
  }),
  getProjectTimeSummary: defineEndpoint({
    method: 'GET',
    path: '/workspaces/{slug}/projects/{pid}/worklogs/summary',
    tag: timeTag,
    summary: 'Sum up the time of a project by person and work item',
    access: { kind: 'project', role: 'member' },
    permission: permissions.worklog.read,
    query: requireOrderedRange(z.strictObject({ ...projectFilters, include })),
    response: worklogSummary,
  }),
  getTimeSummary: defineEndpoint({
    method: 'GET',
    path: '/workspaces/{slug}/time-tracking/summary',
    tag: timeTag,
    summary:
      'Sum up the time that the caller can read in all projects of a workspace',
    access: guestAccess,
    permission: permissions.worklog.read,
    query: requireOrderedRange(z.strictObject({ ...worklogFilters, include })),
    response: worklogSummary,
  }),
};
