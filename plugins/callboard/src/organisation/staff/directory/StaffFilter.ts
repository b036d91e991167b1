import type {
  StaffOrder,
  StaffStatus,
} from '@callboard/plugin-callboard-common';

/** Which people are listed, and in which order; kept in the address. */
export interface StaffFilter {
  search?: string;
  department?: string;
  /** Only the department itself, without those beneath it. */
  isDirect?: boolean;
  status?: StaffStatus;
  order: StaffOrder;
}
