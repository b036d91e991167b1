import type { StaffMember } from '@callboard/plugin-callboard-common';
import type { StaffFormValues } from './StaffFormValues';

/** Converts a person, or the defaults of a new one, to form values. */
export function toStaffFormValues(person?: StaffMember): StaffFormValues {
  return {
    staff_id: person?.staff_id ?? '',
    first_name: person?.first_name ?? '',
    last_name: person?.last_name ?? '',
    email: person?.email ?? '',
    user_ref: person?.user_ref ?? '',
    department_id: person?.department_id ?? '',
    position: person?.position ?? '',
    job_grade: person?.job_grade ?? '',
    phone: person?.phone ?? '',
    date_of_joining: person?.date_of_joining ?? '',
    date_of_leaving: person?.date_of_leaving ?? '',
    employment_status: person?.employment_status ?? 'active',
    is_department_manager: person?.is_department_manager ?? false,
    notes: person?.notes ?? '',
  };
}
