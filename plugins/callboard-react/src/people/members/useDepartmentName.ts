import { endpoints } from '@callboard/plugin-callboard-common';
import { useCallback } from 'react';
import { useCallboardQuery } from '../../query/useCallboardQuery';
import { findDepartmentName } from '../findDepartmentName';

const FIVE_MINUTES = 5 * 60_000;

/**
 * Returns a function that finds department names in a workspace; undefined while loading and for
 * deleted departments. Sends no request until `isNeeded`.
 */
export function useDepartmentName(
  slug: string,
  isNeeded: boolean,
): (id: string | undefined) => string | undefined {
  const { data } = useCallboardQuery(
    endpoints.getDepartmentTree,
    { params: { slug } },
    { enabled: isNeeded, staleTime: FIVE_MINUTES },
  );
  return useCallback(
    id => (id ? findDepartmentName(data?.items ?? [], id) : undefined),
    [data],
  );
}
