import type { Dashboard } from '@callboard/plugin-callboard-common';
import type { OwnWorkspace } from '@callboard/plugin-callboard-react';

/** Whether a user may change a dashboard: its owner, and admins if it is shared. */
export function mayChange(
  { owner_ref, access }: Pick<Dashboard, 'owner_ref' | 'access'>,
  reader: { user_ref: string; workspace: OwnWorkspace },
): boolean {
  return (
    (owner_ref === reader.user_ref && reader.workspace.role !== 'guest') ||
    (access === 'shared' && reader.workspace.role === 'admin')
  );
}
