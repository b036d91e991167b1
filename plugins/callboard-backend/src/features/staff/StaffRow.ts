import { StaffMember, Role } from '@callboard/plugin-callboard-common';
import { RequestContext } from '../../access/Caller';
import { readInstant } from '../../database/dialect';

/** A stored staff member. */
export type StaffRow = Required<StaffMember> & { workspace_id: string };

/** Reads a row of the table of staff. */
export function readStaff(row: any): StaffRow {
  return {
    id: row.id,
    workspace_id: row.workspace_id,
    staff_id: row.staff_id,
    user_ref: row.user_ref,
    first_name: row.first_name,
    last_name: row.last_name,
    email: row.email,
    department_id: row.department_id,
    position: row.position,
    job_grade: row.job_grade,
    phone: row.phone,
    date_of_joining: row.date_of_joining,
    date_of_leaving: row.date_of_leaving,
    employment_status: row.employment_status,
    is_department_manager: Boolean(row.is_department_manager),
    notes: row.notes,
    version: row.version,
    created_at: readInstant(row.created_at),
    updated_at: readInstant(row.updated_at),
  };
}

/** A created or updated staff member. */
export interface SavedStaffChange {
  before: StaffRow | null;
  after: StaffRow;
}

/** A staff member before and after a change; null before creation and after deletion. */
export type StaffChange = SavedStaffChange | { before: StaffRow; after: null };

/** A staff member who moves to another department. */
export interface TransferPair {
  before: StaffRow;
  after: StaffRow;
}

/** Whether a staff member changes departments. */
export function isTransfer(pair: StaffChange): pair is TransferPair {
  const { before, after } = pair;
  return Boolean(
    before && after && before.department_id !== after.department_id,
  );
}

/** A viewer and their role, which decides what fields they see. */
export interface StaffViewer {
  user_ref: string;
  /** The role in the workspace. */
  role: Role;
}

/** The viewer of a request. */
export function toStaffViewer({
  caller,
  role,
}: Pick<RequestContext, 'caller' | 'role'>): StaffViewer {
  return { user_ref: caller.user_ref, role };
}

/** A viewer with access to all fields. */
export const fullViewer: StaffViewer = { user_ref: '', role: 'admin' };

/** Fields that only admins and the person may see. */
export const privateFields = ['phone', 'notes'] as const;

/** Converts a staff member to a response for a viewer. */
export function toStaffResponse(
  { workspace_id: _, phone, notes, ...row }: StaffRow,
  viewer: StaffViewer,
): StaffMember {
  const seesAll = viewer.role === 'admin' || viewer.user_ref === row.user_ref;
  return seesAll ? { ...row, phone, notes } : row;
}
