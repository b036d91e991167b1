import {
  endpoints,
  type NewWorkspace,
  type Workspace,
} from '@callboard/plugin-callboard-common';
import { useCallboardClient } from '@callboard/plugin-callboard-react';
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { useRefreshWorkspaces } from './useRefreshWorkspaces';

/** Creates a workspace. */
export function useCreateWorkspace(): UseMutationResult<
  Workspace,
  Error,
  NewWorkspace
> {
  const client = useCallboardClient();
  const refresh = useRefreshWorkspaces();
  return useMutation({
    mutationFn: (body: NewWorkspace) =>
      client.call(endpoints.createWorkspace, { body }),
    onSuccess: refresh,
  });
}
