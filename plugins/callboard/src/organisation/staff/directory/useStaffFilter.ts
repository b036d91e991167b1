import {
  staffOrder,
  staffStatus,
  uuid,
} from '@callboard/plugin-callboard-common';
import { useUrlState } from '@callboard/plugin-callboard-react';
import { useCallback, useMemo } from 'react';
import type { StaffFilter } from './StaffFilter';

const parameters = ['q', 'department', 'direct', 'status', 'order'] as const;

/** The filters in force and how to change them. */
export interface StaffFilterState {
  filter: StaffFilter;
  /** Changes some filters and keeps the others; undefined takes one away. */
  change: (patch: Partial<StaffFilter>) => void;
  clear: () => void;
  /** Whether people are left out. The order leaves nobody out. */
  isFiltered: boolean;
}

/** The filters of the directory: those in the address. */
export function useStaffFilter(): StaffFilterState {
  const [state, setState] = useUrlState(parameters);
  // Addresses are typed, cut and shared: what makes no sense counts as absent.
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
  const change = useCallback(
    (patch: Partial<StaffFilter>) => {
      const next = { ...filter, ...patch };
      setState(
        {
          q: next.search,
          department: next.department,
          direct: next.department && next.isDirect ? 'yes' : undefined,
          status: next.status,
          order: next.order === 'name' ? undefined : next.order,
        },
        { replace: true },
      );
    },
    [filter, setState],
  );
  return {
    filter,
    change,
    clear: () =>
      change({ search: undefined, department: undefined, status: undefined }),
    isFiltered: Boolean(filter.search || filter.department || filter.status),
  };
}
