import type { StaffMember } from '@callboard/plugin-callboard-common';
import { exampleOf } from '@callboard/plugin-callboard-react/testUtils';
import type { FakeBackend } from './FakeBackend';

/** A staff member, who is called Max Member unless told. */
export function newPerson(
  backend: FakeBackend,
  values: Partial<StaffMember> & Pick<StaffMember, 'staff_id'>,
): StaffMember {
  return exampleOf('getStaffMember', {
    first_name: 'Max',
    last_name: 'Member',
    email: 'max.member@example.com',
    employment_status: 'active',
    ...backend.newThing(),
    ...values,
  });
}
