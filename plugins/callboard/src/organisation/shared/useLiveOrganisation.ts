import type { EntityType } from '@callboard/plugin-callboard-common';
import {
  useLiveSignal,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import { useRefreshOrganisation } from './useRefreshOrganisation';

/** The entity types that pages about departments and people show. */
const shown: ReadonlySet<EntityType> = new Set([
  'department',
  'department_link',
  'staff',
  'project_member',
]);

/** An import sends a signal per row; this delay in milliseconds merges them into one refetch. */
const QUIET = 1_000;

/** Refetches a page's data when they change on the server. */
export function useLiveOrganisation(workspace: OwnWorkspace): void {
  const refresh = useRefreshOrganisation();
  useLiveSignal({
    wakesOn: signal =>
      signal.type === 'change' &&
      signal.workspace_id === workspace.id &&
      shown.has(signal.entity_type),
    run: refresh,
    pauseMs: QUIET,
  });
}
