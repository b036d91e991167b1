import { endpoints, type EntityType } from '@callboard/plugin-callboard-common';
import {
  getQueryKey,
  useLiveSignal,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

/** The entity types shown on the pages about departments and people. */
const shownEntityTypes: ReadonlySet<EntityType> = new Set([
  'department',
  'department_link',
  'staff',
  'project_member',
]);

/** The minimum pause between refetches, because an import sends a signal for each row. */
const PAUSE_MS = 1_000;

/** Refetches the visible data about departments and people when it changes in the workspace. */
export function useLiveOrganisation(workspace: OwnWorkspace): void {
  const refresh = useRefreshOrganisation();
  useLiveSignal({
    isRelevant: signal =>
      signal.type === 'change' &&
      signal.workspace_id === workspace.id &&
      shownEntityTypes.has(signal.entity_type),
    run: refresh,
    pauseMs: PAUSE_MS,
  });
}

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
