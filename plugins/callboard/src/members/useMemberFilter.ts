import {
  role as roleSchema,
  type Role,
} from '@callboard/plugin-callboard-common';
import { useUrlState } from '@callboard/plugin-callboard-react';
import { useMemo } from 'react';

const NAMES = ['q', 'role'] as const;

/** Which members are listed; kept in the address. */
export interface MemberFilter {
  search?: string;
  role?: Role;
}

/** The filter of the members, and how to change it. */
export function useMemberFilter(): [
  MemberFilter,
  (patch: MemberFilter) => void,
] {
  const [state, setState] = useUrlState(NAMES);
  const filter = useMemo(() => {
    const known = roleSchema.safeParse(state.role);
    return {
      search: state.q,
      role: known.success ? known.data : undefined,
    };
  }, [state]);
  return [
    filter,
    patch =>
      setState(
        {
          ...('search' in patch ? { q: patch.search } : {}),
          ...('role' in patch ? { role: patch.role } : {}),
        },
        { replace: true },
      ),
  ];
}
