import type {
  endpoints,
  QueryInputOf,
} from '@callboard/plugin-callboard-common';
import type { StaffFilter } from './StaffFilter';

/** What a list or an export of people is asked for. */
export type StaffQuery = Partial<QueryInputOf<typeof endpoints.exportStaffCsv>>;

/** The query that answers a filter; the same for the list and its exports. */
export function staffQueryOf(filter: StaffFilter): StaffQuery {
  const { search, department, isDirect, status, order } = filter;
  return {
    search,
    department,
    recursive: department && !isDirect ? true : undefined,
    status,
    order_by: order,
  };
}
