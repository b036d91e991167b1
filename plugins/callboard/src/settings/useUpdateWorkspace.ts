import {
  endpoints,
  type Workspace,
  type WorkspacePatch,
} from '@callboard/plugin-callboard-common';
import {
  toIfMatchHeader,
  getQueryKey,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import {
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import { useRefreshWorkspaces } from '../workspaces/useRefreshWorkspaces';

/** Updates a workspace if its version is unchanged. */
export function useUpdateWorkspace(): UseMutationResult<
  Workspace,
  Error,
  { base: Workspace; patch: WorkspacePatch }
> {
  const client = useCallboardClient();
  const queryClient = useQueryClient();
  const refresh = useRefreshWorkspaces();
  return useMutation({
    mutationFn: ({ base, patch }) =>
      client.call(endpoints.updateWorkspace, {
        params: { slug: base.slug },
        body: patch,
        headers: toIfMatchHeader(base),
      }),
    onSuccess: workspace => {
      const params = { slug: workspace.slug };
      queryClient.setQueryData(
        getQueryKey(endpoints.getWorkspace, { params }),
        workspace,
      );
      refresh();
    },
  });
}
