import { StaffMember } from '@callboard/plugin-callboard-common';

/** A staff member as they are stored. */
export type StaffRow = Required<StaffMember> & { workspace_id: string };
