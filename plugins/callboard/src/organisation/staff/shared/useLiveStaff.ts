import {
  useLiveSignal,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import { useRefreshStaff } from './useRefreshStaff';

/** What pages about people show something of. */
const shown = new Set([
  'staff',
  'department',
  'department_link',
  'project_member',
]);

/** An import signals every row; what it changed is asked for once. */
const QUIET = 1_000;

/** Keeps a page about people as it is on the server, whoever changes something. */
export function useLiveStaff(workspace: Pick<OwnWorkspace, 'id'>): void {
  const refresh = useRefreshStaff();
  useLiveSignal({
    wakesOn: signal =>
      signal.type === 'change' &&
      signal.workspace_id === workspace.id &&
      shown.has(signal.entity_type),
    act: refresh,
    quiet: QUIET,
  });
}
