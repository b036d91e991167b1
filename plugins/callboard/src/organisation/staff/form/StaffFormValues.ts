import type { StaffStatus } from '@callboard/plugin-callboard-common';

/** The values of the staff form; empty text for missing values. */
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
