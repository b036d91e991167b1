import type { StaffStatus } from '@callboard/plugin-callboard-common';

/** What stands in the fields of the form; empty text where there is nothing. */
export interface StaffFormValues {
  staff_id: string;
  first_name: string;
  last_name: string;
  email: string;
  user_ref: string;
  department_id: string;
  position: string;
  job_grade: string;
  phone: string;
  date_of_joining: string;
  date_of_leaving: string;
  employment_status: StaffStatus;
  is_department_manager: boolean;
  notes: string;
}
