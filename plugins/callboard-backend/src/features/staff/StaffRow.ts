import {
  getStaffName,
  StaffMember,
  Role,
} from '@callboard/plugin-callboard-common';
import { RequestContext } from '../../access/Caller';
import { Table } from '../../database/Table';
import { normaliseForSearch } from '../../database/text';

export type StaffRow = Required<StaffMember> & { workspace_id: string };

export const staffTable = new Table<StaffRow>(
  'staff',
  {
    id: 'text',
    workspace_id: 'text',
    staff_id: 'text',
    user_ref: 'text',
    first_name: 'text',
    last_name: 'text',
    email: 'text',
    department_id: 'text',
    position: 'text',
    job_grade: 'text',
    phone: 'text',
    date_of_joining: 'text',
    date_of_leaving: 'text',
    employment_status: 'text',
    is_department_manager: 'boolean',
    notes: 'text',
    version: 'number',
    created_at: 'instant',
    updated_at: 'instant',
  },
  row => {
    const { staff_id, first_name, last_name, email, phone } = row;
    const name = getStaffName(row);
    const reversedName = last_name ? `${last_name} ${first_name}` : name;
    return {
      sort_name: normaliseForSearch(name),
      // Contains both orders of the name. Each line is searched separately.
      search_text: normaliseForSearch(
        [staff_id, name, reversedName, email].join('\n'),
      ),
      search_phone: phone && normaliseForSearch(phone),
    };
  },
);

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

export function isTransfer(pair: StaffChange): pair is TransferPair {
  const { before, after } = pair;
  return Boolean(
    before && after && before.department_id !== after.department_id,
  );
}

/** A viewer of staff. The role decides which fields the viewer sees. */
export interface StaffViewer {
  user_ref: string;
  /** The role in the workspace. */
  role: Role;
}

export function toStaffViewer({
  caller,
  role,
}: Pick<RequestContext, 'caller' | 'role'>): StaffViewer {
  return { user_ref: caller.user_ref, role };
}

export const fullViewer: StaffViewer = { user_ref: '', role: 'admin' };

/** Fields that only admins and the staff member may see. */
export const privateFields = ['phone', 'notes'] as const;

/** Converts a staff member to a response for a viewer. */
export function toStaffResponse(
  { workspace_id: _, phone, notes, ...row }: StaffRow,
  viewer: StaffViewer,
): StaffMember {
  const canSeeAll = viewer.role === 'admin' || viewer.user_ref === row.user_ref;
  return canSeeAll ? { ...row, phone, notes } : row;
}
