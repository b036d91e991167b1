import {
  buildActivityPath,
  type CriticalEvent,
} from '@callboard/plugin-callboard-common';
import { useMe, useMyAccess } from '@callboard/plugin-callboard-react';
import { useRowHref } from '../../shared/useRowHref';

/**
 * The address of the activity entry that triggered a critical event: in the Activity Tracker, or in
 * the activity of the workspace for people who only have access to that.
 */
export function useEventHref(): (event: CriticalEvent) => string | undefined {
  const rowHref = useRowHref();
  const { data: access } = useMyAccess();
  const { data: me } = useMe();
  return ({ activity_id, workspace_id }) => {
    if (!access || access.may_read_all_activity) {
      return rowHref(activity_id);
    }
    const workspace = me?.workspaces.find(({ id }) => id === workspace_id);
    return workspace && buildActivityPath(workspace.slug, activity_id);
  };
}
