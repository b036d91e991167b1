import { endpoints } from '@callboard/plugin-callboard-common';
import { queryKeyOf } from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

/** What a change to a department can be seen in. */
const touched = [
  endpoints.getDepartmentTree,
  endpoints.listDepartmentStaff,
  endpoints.listDepartmentLinks,
  endpoints.listStaff,
  endpoints.getStaffStats,
  endpoints.listWorkspaceActivity,
];

/** Asks again for what is on the screen of departments and their people. */
export function useRefreshDepartments(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(async () => {
    await Promise.all(
      touched.map(endpoint =>
        queries.invalidateQueries({ queryKey: queryKeyOf(endpoint) }),
      ),
    );
  }, [queries]);
}
