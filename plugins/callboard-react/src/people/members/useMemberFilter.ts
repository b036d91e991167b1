import {
  role as roleSchema,
  type Role,
} from '@callboard/plugin-callboard-common';
import { useMemo } from 'react';
import { useUrlState } from '../../hooks/useUrlState';

/** Which members are listed; kept in the address. @public */
export interface MemberFilter {
  search?: string;
  role?: Role;
}

const usual = ['q', 'role'] as const;

/**
 * The filter of the members, and how to change it.
 *
 * @param names - the parameters of the address with what is searched for and the
 * role; must not change between calls
 * @public
 */
export function useMemberFilter(
  names: readonly [search: string, role: string] = usual,
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
