import { DEFAULT_WORKSPACE } from '@callboard/plugin-callboard-common';
import { useMe, type OwnWorkspace } from '@callboard/plugin-callboard-react';

/**
 * The workspace a card on an entity's page is about: the one everybody starts
 * in, else the person's first.
 */
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
