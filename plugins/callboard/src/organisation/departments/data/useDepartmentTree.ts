import { endpoints } from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '@callboard/plugin-callboard-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import { indexTree, type DepartmentIndex } from '../model/indexTree';

/** All departments of a workspace, indexed with their position in the tree. */
export function useDepartmentTree(
  slug: string,
): Pick<UseQueryResult<DepartmentIndex, Error>, 'data' | 'error' | 'refetch'> {
  const tree = useCallboardQuery(endpoints.getDepartmentTree, {
    params: { slug },
  });
  const data = useMemo(
    () => tree.data && indexTree(tree.data.items),
    [tree.data],
  );
  return {
    data,
    error: tree.error,
    refetch: tree.refetch as unknown as UseQueryResult<
      DepartmentIndex,
      Error
    >['refetch'],
  };
}
