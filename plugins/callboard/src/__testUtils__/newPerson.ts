import type { StaffMember } from '@callboard/plugin-callboard-common';
import type { FakeBackend } from './FakeBackend';

/** A staff member, who is called Max Member unless told. */
export function newPerson(
  backend: FakeBackend,
  values: Partial<StaffMember> & Pick<StaffMember, 'staff_id'>,
): StaffMember {
  return {
    user_ref: null,
    first_name: 'Max',
    last_name: 'Member',
    email: 'max.member@example.com',
    department_id: null,
    position: null,
    job_grade: null,
    date_of_joining: null,
    date_of_leaving: null,
    employment_status: 'active',
    is_department_manager: false,
    ...backend.newThing(),
    ...values,
  };
}
