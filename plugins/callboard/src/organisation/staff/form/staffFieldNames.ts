import type { StaffFormValues } from './StaffFormValues';

/** All fields of the form, named as in the API. */
export const staffFieldNames: readonly (keyof StaffFormValues)[] = [
  'staff_id',
  'first_name',
  'last_name',
  'email',
  'user_ref',
  'department_id',
  'position',
  'job_grade',
  'phone',
  'date_of_joining',
  'date_of_leaving',
  'employment_status',
  'is_department_manager',
  'notes',
];
