import { Role, StaffMember } from '@callboard/plugin-callboard-common';
import { RequestContext } from '../../access/Caller';
import { StaffRow } from './StaffRow';

/** Whose eyes staff are seen with. */
export interface StaffViewer {
  user_ref: string;
  /** In the workspace. */
  role: Role;
}

/** How a caller sees the staff of a workspace in which they have a role. */
export function staffViewer({
  caller,
  role,
}: Pick<RequestContext, 'caller' | 'role'>): StaffViewer {
  return { user_ref: caller.user_ref, role };
}

/** Sees everything there is to see. */
export const everything: StaffViewer = { user_ref: '', role: 'admin' };

/** Staff fields for admins and the person themself. */
export const privateFields = ['phone', 'notes'] as const;

/** A staff member as they look on the wire to who is asking. */
export function toStaffResponse(
  { workspace_id: _, phone, notes, ...row }: StaffRow,
  viewer: StaffViewer,
): StaffMember {
  const seesAll = viewer.role === 'admin' || viewer.user_ref === row.user_ref;
  return seesAll ? { ...row, phone, notes } : row;
}
