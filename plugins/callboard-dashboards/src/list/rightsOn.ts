import type { Dashboard } from '@callboard/plugin-callboard-common';
import type { OwnWorkspace } from '@callboard/plugin-callboard-react';

/** What somebody may do with a dashboard. */
export interface DashboardRights {
  isOwner: boolean;
  /** Change and delete it: its owner, and admins what is shared. */
  mayChange: boolean;
  /** Make others of it. */
  mayCopy: boolean;
}

/** What somebody may do with a dashboard of a workspace. */
export function rightsOn(
  { owner_ref, access }: Pick<Dashboard, 'owner_ref' | 'access'>,
  { role }: Pick<OwnWorkspace, 'role'>,
  userRef: string | undefined,
): DashboardRights {
  const isOwner = owner_ref === userRef;
  const isGuest = role === 'guest';
  return {
    isOwner,
    mayChange:
      !isGuest && (isOwner || (access === 'shared' && role === 'admin')),
    mayCopy: !isGuest,
  };
}
