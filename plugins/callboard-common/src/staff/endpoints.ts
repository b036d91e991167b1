import { z } from 'zod';
import {
  defineEndpoint,
  CSV_MEDIA_TYPE,
  XLSX_MEDIA_TYPE,
} from '../contract/endpoint';
import {
  booleanParameter,
  calendarDate,
  createIntegerParameter,
  createPageSchema,
  pageParameters,
  slug,
  userRef,
  uuid,
  workspaceParams,
} from '../contract/primitives';
import { importOptions, importResult } from '../contract/imports';
import { callboardOrganisationWritePermission } from '../permissions';
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

const tag = 'Staff';
const params = z.strictObject({ slug, id: uuid });

const readAccess = { kind: 'workspace', role: 'guest' } as const;
const writeAccess = {
  kind: 'workspace',
  role: 'admin',
  permission: callboardOrganisationWritePermission,
} as const;

const filters = {
  department: uuid.optional(),
  /** Includes the descendants of `department`. */
  recursive: booleanParameter.optional(),
  status: staffStatus.optional(),
  /** The staff member with this catalog User. */
  user_ref: userRef.optional(),
  /**
   * Part of a name, staff id or email address, for admins also of a phone number; ignores case and
   * accents.
   */
  search: z.string().max(255).optional(),
  order_by: staffOrder.optional(),
};

/** @public */
export const staffEndpoints = {
  listStaff: defineEndpoint({
    method: 'GET',
    path: '/workspaces/{slug}/staff',
    tag,
    summary: 'List the staff of a workspace, by name',
    access: readAccess,
    params: workspaceParams,
    query: z.strictObject({ ...pageParameters, ...filters }),
    response: createPageSchema(staffMember),
  }),
  getStaffStats: defineEndpoint({
    method: 'GET',
    path: '/workspaces/{slug}/staff/stats',
    tag,
    summary: 'Count staff by status and department',
    access: readAccess,
    params: workspaceParams,
    response: staffStats,
  }),
  exportStaffCsv: defineEndpoint({
    method: 'GET',
    path: '/workspaces/{slug}/staff/export.csv',
    tag,
    summary: 'Export staff as CSV, in the format of the import',
    access: readAccess,
    params: workspaceParams,
    query: z.strictObject(filters),
    download: CSV_MEDIA_TYPE,
  }),
  exportStaffXlsx: defineEndpoint({
    method: 'GET',
    path: '/workspaces/{slug}/staff/export.xlsx',
    tag,
    summary: 'Export staff as XLSX, in the format of the import',
    access: readAccess,
    params: workspaceParams,
    query: z.strictObject(filters),
    download: XLSX_MEDIA_TYPE,
  }),
  importStaff: defineEndpoint({
    method: 'POST',
    path: '/workspaces/{slug}/staff/bulk-import',
    tag,
    summary: 'Import staff from a CSV or XLSX file',
    access: writeAccess,
    params: workspaceParams,
    upload: { maxBytes: 10 * 1024 * 1024 },
    body: importOptions,
    response: importResult,
  }),
  changeManyStaff: defineEndpoint({
    method: 'POST',
    path: '/workspaces/{slug}/staff/bulk-actions',
    tag,
    summary: 'Transfer, set the status of, or delete up to 100 people at once',
    access: writeAccess,
    params: workspaceParams,
    body: staffBulkAction,
    response: z.strictObject({
      changed: z.int().min(0),
      unchanged: z.int().min(0),
    }),
  }),
  createStaffMember: defineEndpoint({
    method: 'POST',
    path: '/workspaces/{slug}/staff',
    tag,
    summary: 'Create a staff member',
    access: writeAccess,
    canConflict: true,
    params: workspaceParams,
    body: newStaffMember,
    status: 201,
    response: staffMember,
  }),
  getStaffMember: defineEndpoint({
    method: 'GET',
    path: '/workspaces/{slug}/staff/{id}',
    tag,
    summary: 'Get a staff member',
    access: readAccess,
    params,
    response: staffMember,
  }),
  updateStaffMember: defineEndpoint({
    method: 'PATCH',
    path: '/workspaces/{slug}/staff/{id}',
    tag,
    summary: 'Update a staff member; changing the department transfers them',
    access: writeAccess,
    isConditional: true,
    canConflict: true,
    params,
    body: staffPatch,
    response: staffMember,
  }),
  deleteStaffMember: defineEndpoint({
    method: 'DELETE',
    path: '/workspaces/{slug}/staff/{id}',
    tag,
    summary: 'Delete a staff member',
    access: writeAccess,
    isConditional: true,
    params,
    status: 204,
  }),
  transferStaffMember: defineEndpoint({
    method: 'POST',
    path: '/workspaces/{slug}/staff/{id}/transfer',
    tag,
    summary: 'Transfer a staff member to another department',
    access: writeAccess,
    isConditional: true,
    params,
    body: staffTransfer,
    response: staffMember,
  }),
  listStaffTransfers: defineEndpoint({
    method: 'GET',
    path: '/workspaces/{slug}/staff/{id}/transfers',
    tag,
    summary: 'List the transfers of a staff member, newest first',
    access: readAccess,
    params,
    query: z.strictObject(pageParameters),
    response: createPageSchema(transferRecord),
  }),
  deactivateStaffMember: defineEndpoint({
    method: 'POST',
    path: '/workspaces/{slug}/staff/{id}/deactivate',
    tag,
    summary: 'Deactivate a staff member who has left',
    access: writeAccess,
    isConditional: true,
    params,
    body: z.object({ date_of_leaving: calendarDate.nullish() }).optional(),
    response: staffMember,
  }),
  reactivateStaffMember: defineEndpoint({
    method: 'POST',
    path: '/workspaces/{slug}/staff/{id}/reactivate',
    tag,
    summary:
      'Reactivate a staff member, with the current access of their department',
    access: writeAccess,
    isConditional: true,
    canConflict: true,
    params,
    body: z.object({}).optional(),
    response: staffMember,
  }),
  getMyStaffProfile: defineEndpoint({
    method: 'GET',
    path: '/workspaces/{slug}/me/staff-profile',
    tag,
    summary: "Get the caller's staff record",
    access: readAccess,
    params: workspaceParams,
    response: staffMember,
  }),
  getMyTeam: defineEndpoint({
    method: 'GET',
    path: '/workspaces/{slug}/me/team',
    tag,
    summary: "List the people of the caller's department",
    access: readAccess,
    params: workspaceParams,
    query: z.strictObject({ limit: createIntegerParameter(1, 50).default(12) }),
    response: team,
  }),
};
