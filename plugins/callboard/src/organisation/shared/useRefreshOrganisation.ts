import { endpoints } from '@callboard/plugin-callboard-common';
import { getQueryKey } from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

/** The endpoints whose responses depend on staff, departments or department links. */
export const organisationEndpoints = [
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

/** Refetches the visible data about departments and people. */
export function useRefreshOrganisation(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(async () => {
    await Promise.all(
      organisationEndpoints.map(endpoint =>
        queries.invalidateQueries({ queryKey: getQueryKey(endpoint) }),
      ),
    );
  }, [queries]);
}
