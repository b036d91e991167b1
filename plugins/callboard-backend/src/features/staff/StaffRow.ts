import { StaffMember } from '@callboard/plugin-callboard-common';
import { readInstant } from '../../database/dialect';

/** A staff member as they are stored. */
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
