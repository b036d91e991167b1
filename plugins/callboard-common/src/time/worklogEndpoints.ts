import { z } from 'zod';
import { createListParameter } from '../contract/createListParameter';
import { defineEndpoint } from '../contract/endpoint';
import { pageParameters, slug, uuid } from '../contract/primitives';
import { CSV_MEDIA_TYPE, XLSX_MEDIA_TYPE } from '../mediaTypes';
import { everyRole, inWorkspace, requireOrderedRange, timeTag } from './common';
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

const onItem = (name: 'work-items' | 'issues') =>
  `/workspaces/{slug}/projects/{pid}/${name}/{iid}/worklogs`;
const path = onItem('work-items');
const alias = onItem('issues');
const item = z.strictObject({ slug, pid: uuid, iid: uuid });
const one = item.extend({ id: uuid });

const reads = { kind: 'project', role: 'member', or: 'assignee' } as const;
const logs = { kind: 'project', role: 'member', or: 'assignee' } as const;
const changes = { kind: 'project', role: 'member', or: 'logger' } as const;

const order_by = worklogOrder.default('-logged_at');
const include = createListParameter(
  z.enum(summaryParts, {
    error: `must be a comma-separated list of ${summaryParts.join(', ')}`,
  }),
).optional();

const exported = requireOrderedRange(
  z.strictObject({ ...worklogListFilters, order_by }),
);
const { project_id: _project, ...filtersOfProject } = worklogFilters;

/** @public */
export const worklogEndpoints = {
  listWorklogsOfItem: defineEndpoint({
    method: 'GET',
    path,
    alias,
    tag: timeTag,
    summary: 'List the time entries of a work item, newest day first',
    access: reads,
    params: item,
    query: z.strictObject({ ...pageParameters, order_by }),
    response: worklogPage,
  }),
  createWorklog: defineEndpoint({
    method: 'POST',
    path,
    alias,
    tag: timeTag,
    summary: 'Log time on a work item',
    access: logs,
    params: item,
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
    access: changes,
    params: one,
    response: worklog,
  }),
  replaceWorklog: defineEndpoint({
    method: 'PUT',
    path: `${path}/{id}`,
    alias: `${alias}/{id}`,
    tag: timeTag,
    summary: 'Replace a time entry; project admins can replace those of others',
    access: changes,
    params: one,
    body: worklogReplacement,
    response: worklog,
  }),
  updateWorklog: defineEndpoint({
    method: 'PATCH',
    path: `${path}/{id}`,
    alias: `${alias}/{id}`,
    tag: timeTag,
    summary: 'Update a time entry; project admins can update those of others',
    access: changes,
    params: one,
    body: worklogPatch,
    response: worklog,
  }),
  deleteWorklog: defineEndpoint({
    method: 'DELETE',
    path: `${path}/{id}`,
    alias: `${alias}/{id}`,
    tag: timeTag,
    summary: 'Delete a time entry; project admins can delete those of others',
    access: changes,
    params: one,
    status: 204,
  }),
  listWorklogs: defineEndpoint({
    method: 'GET',
    path: '/workspaces/{slug}/worklogs',
    tag: timeTag,
    summary: 'List the time entries of a workspace that the caller can read',
    access: everyRole,
    params: inWorkspace,
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
    access: everyRole,
    params: inWorkspace,
    query: exported,
    download: CSV_MEDIA_TYPE,
  }),
  exportWorklogsXlsx: defineEndpoint({
    method: 'GET',
    path: '/workspaces/{slug}/worklogs/export.xlsx',
    tag: timeTag,
    summary: 'Export time entries as XLSX, in the format of the import',
    access: everyRole,
    params: inWorkspace,
    query: exported,
    download: XLSX_MEDIA_TYPE,
  }),
  getProjectTimeSummary: defineEndpoint({
    method: 'GET',
    path: '/workspaces/{slug}/projects/{pid}/worklogs/summary',
    tag: timeTag,
    summary: 'Sum up the time of a project by person and work item',
    access: { kind: 'project', role: 'member' },
    params: z.strictObject({ slug, pid: uuid }),
    query: requireOrderedRange(
      z.strictObject({ ...filtersOfProject, include }),
    ),
    response: worklogSummary,
  }),
  getTimeSummary: defineEndpoint({
    method: 'GET',
    path: '/workspaces/{slug}/time-tracking/summary',
    tag: timeTag,
    summary: 'Sum up the time of all projects that the caller can read',
    access: everyRole,
    params: inWorkspace,
    query: requireOrderedRange(z.strictObject({ ...worklogFilters, include })),
    response: worklogSummary,
  }),
};
