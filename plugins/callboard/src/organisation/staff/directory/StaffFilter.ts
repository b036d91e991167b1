import type {
  StaffOrder,
  StaffStatus,
} from '@callboard/plugin-callboard-common';

/** The filters and order of the directory, stored in the URL. */
export interface StaffFilter {
  search?: string;
  department?: string;
  /** Excludes the descendants of the department. */
  isDirect?: boolean;
  status?: StaffStatus;
  order: StaffOrder;
}
