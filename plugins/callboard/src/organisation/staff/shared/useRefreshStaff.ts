import { endpoints } from '@callboard/plugin-callboard-common';
import { queryKeyOf } from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

/** Whatever follows from who works where. */
const touched = [
  endpoints.listStaff,
  endpoints.getStaffMember,
  endpoints.getStaffStats,
  endpoints.listStaffTransfers,
  endpoints.getMyStaffProfile,
  endpoints.getDepartmentTree,
  endpoints.listDepartmentStaff,
  endpoints.explainMembership,
  endpoints.listProjects,
  endpoints.listProjectMembers,
  endpoints.listWorkspaceActivity,
];

/** Asks again for what is on the screen once something about people changed. */
export function useRefreshStaff(): () => void {
  const queries = useQueryClient();
  return useCallback(() => {
    for (const endpoint of touched) {
      queries.invalidateQueries({ queryKey: queryKeyOf(endpoint) });
    }
  }, [queries]);
}
