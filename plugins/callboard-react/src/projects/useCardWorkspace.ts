import { DEFAULT_WORKSPACE } from '@callboard/plugin-callboard-common';
import { useMe } from '../query/useMe';
import type { OwnWorkspace } from '../workspaces/useWorkspaceChoice';

/** The workspace of a card on an entity page: the default one, else the person's first. @public */
export function useCardWorkspace(): {
  workspace: OwnWorkspace | undefined;
  isLoading: boolean;
} {
  const { data, isPending } = useMe();
  const workspaces = data?.workspaces ?? [];
  return {
    workspace:
      workspaces.find(({ slug }) => slug === DEFAULT_WORKSPACE) ??
      workspaces[0],
    isLoading: isPending,
  };
}
