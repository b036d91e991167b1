import {
  role as roleSchema,
  type Role,
} from '@callboard/plugin-callboard-common';
import { useMemo } from 'react';
import { useUrlState } from '../../hooks/useUrlState';

/** The filter of the member list, stored in the URL. @public */
export interface MemberFilter {
  search?: string;
  role?: Role;
}

const defaultNames = ['q', 'role'] as const;

/**
 * The member filter, and a function that changes it.
 *
 * @param names - the URL parameters of the search and the role; must not change between calls
 * @public
 */
export function useMemberFilter(
  names: readonly [search: string, role: string] = defaultNames,
): [MemberFilter, (patch: MemberFilter) => void] {
  const [state, setState] = useUrlState(names);
  const [search, role] = names;
  const filter = useMemo(() => {
    const known = roleSchema.safeParse(state[role]);
    return {
      search: state[search],
      role: known.success ? known.data : undefined,
    };
  }, [state, search, role]);
  return [
    filter,
    patch =>
      setState(
        {
          ...('search' in patch ? { [search]: patch.search } : {}),
          ...('role' in patch ? { [role]: patch.role } : {}),
        },
        { replace: true },
      ),
  ];
}
