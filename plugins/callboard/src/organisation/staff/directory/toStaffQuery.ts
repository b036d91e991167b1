import type {
  endpoints,
  QueryInputOf,
} from '@callboard/plugin-callboard-common';
import type { StaffFilter } from './StaffFilter';

/** The query of a list or an export of people. */
export type StaffQuery = Partial<QueryInputOf<typeof endpoints.exportStaffCsv>>;

/** Converts a filter to a query, for the list and its exports alike. */
export function toStaffQuery(filter: StaffFilter): StaffQuery {
  const { search, department, isDirect, status, order } = filter;
  return {
    search,
    department,
    recursive: department && !isDirect ? true : undefined,
    status,
    order_by: order,
  };
}
