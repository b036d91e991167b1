import { createId } from '../../../database/ids';
import { StaffRow } from '../StaffRow';

/** A staff member with required fields only. */
export function staffRow(overrides: Partial<StaffRow> = {}): StaffRow {
  return {
    id: createId(0),
    workspace_id: 'w',
    staff_id: 'E1',
    user_ref: null,
    first_name: 'Jane',
    last_name: 'Doe',
    email: 'jane@example.com',
    department_id: null,
    position: null,
    job_grade: null,
    phone: null,
    date_of_joining: null,
    date_of_leaving: null,
    employment_status: 'active',
    is_department_manager: false,
    notes: null,
    version: 1,
    created_at: '2026-01-01T00:00:00.000Z',
    updated_at: '2026-01-01T00:00:00.000Z',
    ...overrides,
  };
}
