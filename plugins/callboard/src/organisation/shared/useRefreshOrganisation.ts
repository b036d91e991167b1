import { endpoints } from '@callboard/plugin-callboard-common';
import { queryKeyOf } from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

/** Whatever follows from who works where, and from what departments link to. */
const touched = [
  endpoints.getDepartmentTree,
  endpoints.listDepartmentStaff,
  endpoints.listDepartmentLinks,
  endpoints.listStaff,
  endpoints.getStaffMember,
  endpoints.getStaffStats,
  endpoints.listStaffTransfers,
  endpoints.getMyStaffProfile,
  endpoints.explainMembership,
  endpoints.listProjects,
  endpoints.listProjectMembers,
  endpoints.listWorkspaceActivity,
];

/** Asks again for what is on the screen of departments and their people. */
export function useRefreshOrganisation(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(async () => {
    await Promise.all(
      touched.map(endpoint =>
        queries.invalidateQueries({ queryKey: queryKeyOf(endpoint) }),
      ),
    );
  }, [queries]);
}
