import type { Dashboard } from '@callboard/plugin-callboard-common';
import type { OwnWorkspace } from '@callboard/plugin-callboard-react';
import { mayChange } from '../view/mayChange';

/** A user's permissions on a dashboard. */
export interface DashboardRights {
  isOwner: boolean;
  /** Change and delete it: its owner, and admins if it is shared. */
  mayChange: boolean;
  /** Create copies of it. */
  mayCopy: boolean;
}

/** Returns a user's permissions on a dashboard of a workspace. */
export function getDashboardRights(
  dashboard: Pick<Dashboard, 'owner_ref' | 'access'>,
  workspace: OwnWorkspace,
  user_ref: string,
): DashboardRights {
  return {
    isOwner: dashboard.owner_ref === user_ref,
    mayChange: mayChange(dashboard, { user_ref, workspace }),
    mayCopy: workspace.role !== 'guest',
  };
}
