import { Role, StaffMember } from '@callboard/plugin-callboard-common';
import { RequestContext } from '../../access/Caller';
import { StaffRow } from './StaffRow';

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
export const everything: StaffViewer = { user_ref: '', role: 'admin' };

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
