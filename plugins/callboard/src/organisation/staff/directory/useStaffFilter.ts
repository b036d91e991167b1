import {
  staffOrder,
  staffStatus,
  uuid,
  type StaffOrder,
  type StaffStatus,
  type endpoints,
  type QueryInputOf,
} from '@callboard/plugin-callboard-common';
import { useUrlState } from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';

export type StaffQuery = Partial<QueryInputOf<typeof endpoints.exportStaffCsv>>;

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

export interface StaffFilter {
  search?: string;
  department?: string;
  /** Excludes people in sub-departments of the department. */
  isDirect?: boolean;
  status?: StaffStatus;
  order: StaffOrder;
}

const parameters = ['q', 'department', 'direct', 'status', 'order'] as const;

export type StaffFilterState = ReturnType<typeof useStaffFilter>;

export function useStaffFilter() {
  const [state, setState] = useUrlState(parameters);
  // The URL may be truncated or typed, so invalid values count as absent.
  const filter = useMemo((): StaffFilter => {
    const department = uuid.safeParse(state.department).data;
    return {
      search: state.q,
      department,
      isDirect: department && state.direct ? true : undefined,
      status: staffStatus.safeParse(state.status).data,
      order: staffOrder.safeParse(state.order).data ?? 'name',
    };
  }, [state]);
  const change = (patch: Partial<StaffFilter>) => {
    const { search, department, isDirect, status, order } = {
      ...filter,
      ...patch,
    };
    setState(
      {
        q: search,
        department,
        direct: department && isDirect ? 'yes' : undefined,
        status,
        order: order === 'name' ? undefined : order,
      },
      { replace: true },
    );
  };
  return {
    filter,
    /** Changes the given filters. The value undefined removes a filter. */
    change,
    clear: () =>
      change({ search: undefined, department: undefined, status: undefined }),
    isFiltered: Boolean(filter.search || filter.department || filter.status),
  };
}
