import { z } from 'zod';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import { CSV_MEDIA_TYPE, XLSX_MEDIA_TYPE } from '../contract/endpoint';
import {
  booleanParameter,
  calendarDate,
  createIntegerParameter,
  createPageSchema,
  pageParameters,
  userRef,
  uuid,
} from '../contract/primitives';
import { importOptions, importResult } from '../contract/imports';
import {
  newStaffMember,
  staffBulkAction,
  staffMember,
  staffOrder,
  staffPatch,
  staffStats,
  staffStatus,
  staffTransfer,
  team,
  transferRecord,
} from './schemas';
import { permissions } from '../permissions';

const { get, post, patch, remove } = createEndpointDefiners('Staff');

const readAccess = { kind: 'workspace', role: 'guest' } as const;
const writeAccess = { kind: 'workspace', role: 'admin' } as const;

const filters = {
  department: uuid.optional(),
  /** Includes the descendants of `department`. */
  recursive: booleanParameter.optional(),
  status: staffStatus.optional(),
  /** The staff member with this catalog User. */
  user_ref: userRef.optional(),
  /**
   * Matches part of a name, staff id or email address; for admins, also part of a phone number.
   * Ignores case and accents.
   */
  search: z.string().max(255).optional(),
  order_by: staffOrder.optional(),
};

/** @public */
export const staffEndpoints = {
  listStaff: get('/workspaces/{slug}/staff', {
    summary: 'List the staff of a workspace, by name',
    access: readAccess,
    permission: permissions.staff.read,
    query: z.strictObject({ ...pageParameters, ...filters }),
    response: createPageSchema(staffMember),
  }),
  getStaffStats: get('/workspaces/{slug}/staff/stats', {
    summary: 'Count staff by status and department',
    access: readAccess,
    permission: permissions.staff.read,
    response: staffStats,
  }),
  exportStaffCsv: get('/workspaces/{slug}/staff/export.csv', {
    summary: 'Export staff as CSV, in the format of the import',
    access: readAccess,
    permission: permissions.staff.read,
    query: z.strictObject(filters),
    download: CSV_MEDIA_TYPE,
  }),
  exportStaffXlsx: get('/workspaces/{slug}/staff/export.xlsx', {
    summary: 'Export staff as XLSX, in the format of the import',
    access: readAccess,
    permission: permissions.staff.read,
    query: z.strictObject(filters),
    download: XLSX_MEDIA_TYPE,
  }),
  importStaff: post('/workspaces/{slug}/staff/bulk-import', {
    summary: 'Import staff from a CSV or XLSX file',
    access: writeAccess,
    permission: permissions.staff.import,
    upload: { maxBytes: 10 * 1024 * 1024 },
    body: importOptions,
    response: importResult,
  }),
  changeManyStaff: post('/workspaces/{slug}/staff/bulk-actions', {
    summary:
      'Transfer or delete up to 100 people, or set their status, all or none',
    access: writeAccess,
    permission: permissions.staff.update,
    body: staffBulkAction,
    response: z.strictObject({
      changed: z.int().min(0),
      unchanged: z.int().min(0),
    }),
  }),
  createStaffMember: post('/workspaces/{slug}/staff', {
    summary: 'Create a staff member',
    access: writeAccess,
    permission: permissions.staff.create,
    canConflict: true,
    body: newStaffMember,
    status: 201,
    response: staffMember,
  }),
  getStaffMember: get('/workspaces/{slug}/staff/{id}', {
    summary: 'Get a staff member',
    access: readAccess,
    permission: permissions.staff.read,
    response: staffMember,
  }),
  updateStaffMember: patch('/workspaces/{slug}/staff/{id}', {
    summary: 'Update a staff member; changing the department transfers them',
    access: writeAccess,
    permission: permissions.staff.update,
    isConditional: true,
    canConflict: true,
    body: staffPatch,
    response: staffMember,
  }),
  deleteStaffMember: remove('/workspaces/{slug}/staff/{id}', {
    summary: 'Delete a staff member',
    access: writeAccess,
    permission: permissions.staff.delete,
    isConditional: true,
  }),
  transferStaffMember: post('/workspaces/{slug}/staff/{id}/transfer', {
    summary: 'Transfer a staff member to another department',
    access: writeAccess,
    permission: permissions.staff.update,
    isConditional: true,
    body: staffTransfer,
    response: staffMember,
  }),
  listStaffTransfers: get('/workspaces/{slug}/staff/{id}/transfers', {
    summary: 'List the transfers of a staff member, newest first',
    access: readAccess,
    permission: permissions.staff.read,
    query: z.strictObject(pageParameters),
    response: createPageSchema(transferRecord),
  }),
  deactivateStaffMember: post('/workspaces/{slug}/staff/{id}/deactivate', {
    summary: 'Deactivate a staff member who has left',
    access: writeAccess,
    permission: permissions.staff.update,
    isConditional: true,
    body: z.object({ date_of_leaving: calendarDate.nullish() }).optional(),
    response: staffMember,
  }),
  reactivateStaffMember: post('/workspaces/{slug}/staff/{id}/reactivate', {
    summary:
      'Reactivate a staff member, and restore the memberships that derive from the organisation',
    access: writeAccess,
    permission: permissions.staff.update,
    isConditional: true,
    canConflict: true,
    body: z.object({}).optional(),
    response: staffMember,
  }),
  getMyStaffProfile: get('/workspaces/{slug}/me/staff-profile', {
    summary: "Get the caller's staff record",
    access: readAccess,
    response: staffMember,
  }),
  getMyTeam: get('/workspaces/{slug}/me/team', {
    summary: "List the people of the caller's department",
    access: readAccess,
    permission: permissions.staff.read,
    query: z.strictObject({ limit: createIntegerParameter(1, 50).default(12) }),
    response: team,
  }),
};
