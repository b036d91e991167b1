import { z } from 'zod';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import { CSV_MEDIA_TYPE, XLSX_MEDIA_TYPE } from '../contract/endpoint';
import {
  booleanParameter,
  createIntegerParameter,
  createPageSchema,
  pageParameters,
  uuid,
} from '../contract/primitives';
import { importOptions, importResult } from '../contract/imports';
import { staffMember, staffOrder, staffStatus } from '../staff/schemas';
import {
  department,
  departmentLink,
  departmentMove,
  departmentNode,
  departmentPatch,
  MAX_DEPARTMENT_LEVEL,
  movePreview,
  newDepartment,
  newDepartmentLink,
} from './schemas';
import { permissions } from '../permissions';

const { get, post, patch, remove } = createEndpointDefiners('Departments');
const path = '/workspaces/{slug}/departments';

const readAccess = { kind: 'workspace', role: 'guest' } as const;
const writeAccess = { kind: 'workspace', role: 'admin' } as const;

const filters = {
  parent: uuid.optional(),
  level: createIntegerParameter(1, MAX_DEPARTMENT_LEVEL).optional(),
  is_active: booleanParameter.optional(),
  /** Matches part of a name or code; ignores case and accents. */
  search: z.string().max(255).optional(),
};

/** @public */
export const departmentEndpoints = {
  listDepartments: get(path, {
    summary: 'List the departments of a workspace, by sort order and name',
    access: readAccess,
    query: z.strictObject({ ...pageParameters, ...filters }),
    response: createPageSchema(department),
  }),
  getDepartmentTree: get(`${path}/tree`, {
    summary: 'Get the tree of departments with their numbers of people',
    access: readAccess,
    response: z.strictObject({ items: z.array(departmentNode) }),
  }),
  exportDepartmentsCsv: get(`${path}/export.csv`, {
    summary: 'Export departments as CSV, in the format of the import',
    access: readAccess,
    query: z.strictObject(filters),
    download: CSV_MEDIA_TYPE,
  }),
  exportDepartmentsXlsx: get(`${path}/export.xlsx`, {
    summary: 'Export departments as XLSX',
    access: readAccess,
    query: z.strictObject(filters),
    download: XLSX_MEDIA_TYPE,
  }),
  importDepartments: post(`${path}/bulk-import`, {
    summary: 'Import departments from a CSV file',
    access: writeAccess,
    permission: permissions.department.import,
    upload: { maxBytes: 5 * 1024 * 1024 },
    body: importOptions,
    response: importResult,
  }),
  createDepartment: post(path, {
    summary: 'Create a department',
    access: writeAccess,
    permission: permissions.department.create,
    canConflict: true,
    body: newDepartment,
    status: 201,
    response: department,
  }),
  getDepartment: get(`${path}/{id}`, {
    summary: 'Get a department',
    access: readAccess,
    response: department,
  }),
  updateDepartment: patch(`${path}/{id}`, {
    summary: 'Update a department; a new parent moves it with its descendants',
    access: writeAccess,
    permission: permissions.department.update,
    isConditional: true,
    canConflict: true,
    body: departmentPatch,
    response: department,
  }),
  deleteDepartment: remove(`${path}/{id}`, {
    summary:
      'Delete a department; its people and children move to `reassign_to`',
    access: writeAccess,
    permission: permissions.department.delete,
    isConditional: true,
    canConflict: true,
    query: z.strictObject({ reassign_to: uuid.optional() }),
  }),
  previewDepartmentMove: post(`${path}/{id}/preview-move`, {
    summary: 'Preview the consequences of moving a department',
    access: writeAccess,
    permission: permissions.department.update,
    body: departmentMove,
    response: movePreview,
  }),
  listDepartmentStaff: get(`${path}/{id}/staff`, {
    summary:
      'List the staff of a department, optionally including the staff of all its descendants',
    access: readAccess,
    permission: permissions.staff.read,
    query: z.strictObject({
      ...pageParameters,
      recursive: booleanParameter.optional(),
      status: staffStatus.optional(),
      search: z.string().max(255).optional(),
      order_by: staffOrder.optional(),
    }),
    response: createPageSchema(staffMember),
  }),
  listDepartmentLinks: get(`${path}/{id}/links`, {
    summary:
      'List the projects and workspaces that a department grants access to',
    access: readAccess,
    query: z.strictObject(pageParameters),
    response: createPageSchema(departmentLink),
  }),
  linkDepartment: post(`${path}/{id}/links`, {
    summary:
      'Grant the people of a department access to a project or workspace',
    access: writeAccess,
    permission: permissions.departmentLink.create,
    canConflict: true,
    body: newDepartmentLink,
    status: 201,
    response: departmentLink,
  }),
  unlinkDepartment: remove(`${path}/{id}/links/{link_id}`, {
    summary:
      'Revoke the access of a department, or convert it to manual memberships',
    access: writeAccess,
    permission: permissions.departmentLink.delete,
    query: z.strictObject({ keep_members: booleanParameter.optional() }),
  }),
};
