import { includesRole } from '@callboard/plugin-callboard-common';
import { useMe, type OwnWorkspace } from '@callboard/plugin-callboard-react';

/** The workspaces in which the signed-in person may log time; guests may not. */
export function useLogWorkspaces(): OwnWorkspace[] {
  const { data } = useMe();
  return (data?.workspaces ?? []).filter(({ role }) =>
    includesRole(role, 'member'),
  );
}
