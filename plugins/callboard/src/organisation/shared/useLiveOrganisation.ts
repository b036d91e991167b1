import type { EntityType } from '@callboard/plugin-callboard-common';
import {
  useLiveSignal,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import { useRefreshOrganisation } from './useRefreshOrganisation';

/** What pages about departments and people show something of. */
const shown: ReadonlySet<EntityType> = new Set([
  'department',
  'department_link',
  'staff',
  'project_member',
]);

/** An import signals every row; what it changed is asked for once. */
const QUIET = 1_000;

/** Keeps a page as it is on the server, whoever changes something. */
export function useLiveOrganisation(workspace: OwnWorkspace): void {
  const refresh = useRefreshOrganisation();
  useLiveSignal({
    wakesOn: signal =>
      signal.type === 'change' &&
      signal.workspace_id === workspace.id &&
      shown.has(signal.entity_type),
    act: refresh,
    quiet: QUIET,
  });
}
