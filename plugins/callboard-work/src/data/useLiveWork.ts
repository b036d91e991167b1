import { endpoints, type EntityType } from '@callboard/plugin-callboard-common';
import { getQueryKey, useLiveSignal } from '@callboard/plugin-callboard-react';
import { useQueryClient } from '@tanstack/react-query';
import { trackOwnChanges } from './trackOwnChanges';

const QUIET = 800;

const types: ReadonlySet<EntityType> = new Set([
  'work_item',
  'work_state',
  'label',
  'cycle',
  'module',
]);

const live = [
  endpoints.listWorkItems,
  endpoints.listWorkItemsOfWorkspace,
  endpoints.countWorkItems,
  endpoints.listProjectOverviews,
  endpoints.getWorkItem,
  endpoints.listStates,
  endpoints.listLabels,
  endpoints.listCycles,
  endpoints.listModules,
];

/** Refetches work items when another user changes one in a workspace. */
export function useLiveWork(workspaceId: string): void {
  const queries = useQueryClient();
  useLiveSignal({
    pauseMs: QUIET,
    wakesOn: signal =>
      signal.type === 'change' &&
      signal.workspace_id === workspaceId &&
      types.has(signal.entity_type) &&
      !trackOwnChanges(queries).takes(signal.entity_id),
    run: () => {
      // A refetch would overwrite a pending mutation with older data.
      if (queries.isMutating() > 0) {
        return false;
      }
      for (const endpoint of live) {
        queries.invalidateQueries({ queryKey: getQueryKey(endpoint) });
      }
      return true;
    },
  });
}
