import { z } from 'zod';
import { createListParameter, pageParameters } from '../contract/primitives';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import { CSV_MEDIA_TYPE, XLSX_MEDIA_TYPE } from '../contract/endpoint';
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

const { get, post, put, patch, remove } = createEndpointDefiners(timeTag);

/** @public */
export const worklogEndpoints = {
  listWorklogsOfItem: get(path, {
    alias,
    summary: 'List the time entries of a work item, newest day first',
    access: itemAccess,
    permission: permissions.worklog.read,
    query: z.strictObject({ ...pageParameters, order_by }),
    response: worklogPage,
  }),
  createWorklog: post(path, {
    alias,
    summary: 'Log time on a work item',
    access: itemAccess,
    permission: permissions.worklog.create,
    canConflict: true,
    body: newWorklog,
    status: 201,
    response: worklog,
  }),
  getWorklog: get(`${path}/{id}`, {
    alias: `${alias}/{id}`,
    summary: 'Get a time entry',
    access: itemAccess,
    permission: permissions.worklog.read,
    response: worklog,
  }),
  replaceWorklog: put(`${path}/{id}`, {
    alias: `${alias}/{id}`,
    summary:
      'Replace a time entry; project admins can replace the entries of other people',
    access: itemAccess,
    permission: permissions.worklog.update,
    isConditional: true,
    canConflict: true,
    body: worklogReplacement,
    response: worklog,
  }),
  updateWorklog: patch(`${path}/{id}`, {
    alias: `${alias}/{id}`,
    summary:
      'Update a time entry; project admins can update the entries of other people',
    access: itemAccess,
    permission: permissions.worklog.update,
    isConditional: true,
    canConflict: true,
    body: worklogPatch,
    response: worklog,
  }),
  deleteWorklog: remove(`${path}/{id}`, {
    alias: `${alias}/{id}`,
    summary:
      'Delete a time entry; project admins can delete the entries of other people',
    access: itemAccess,
    permission: permissions.worklog.delete,
    isConditional: true,
    canConflict: true,
  }),
  listWorklogs: get('/workspaces/{slug}/worklogs', {
    summary: 'List the time entries that the caller can read in a workspace',
    access: guestAccess,
    permission: permissions.worklog.read,
    query: requireOrderedRange(
      z.strictObject({ ...pageParameters, ...worklogListFilters, order_by }),
    ),
    response: worklogPage,
  }),
  exportWorklogsCsv: get('/workspaces/{slug}/worklogs/export.csv', {
    summary: 'Export time entries as CSV, in the format of the import',
    access: guestAccess,
    permission: permissions.worklog.read,
    query: exportQuery,
    download: CSV_MEDIA_TYPE,
  }),
  exportWorklogsXlsx: get('/workspaces/{slug}/worklogs/export.xlsx', {
    summary: 'Export time entries as XLSX, in the format of the import',
    access: guestAccess,
    permission: permissions.worklog.read,
    query: exportQuery,
    download: XLSX_MEDIA_TYPE,
  }),
  getProjectTimeSummary: get(
    '/workspaces/{slug}/projects/{pid}/worklogs/summary',
    {
      summary: 'Sum up the time of a project by person and work item',
      access: { kind: 'project', role: 'member' },
      permission: permissions.worklog.read,
      query: requireOrderedRange(
        z.strictObject({ ...projectFilters, include }),
      ),
      response: worklogSummary,
    },
  ),
  getTimeSummary: get('/workspaces/{slug}/time-tracking/summary', {
    summary:
      'Sum up the time that the caller can read in all projects of a workspace',
    access: guestAccess,
    permission: permissions.worklog.read,
    query: requireOrderedRange(z.strictObject({ ...worklogFilters, include })),
    response: worklogSummary,
  }),
};
