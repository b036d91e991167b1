import {
  endpoints,
  type Project,
  type ProjectPatch,
} from '@callboard/plugin-callboard-common';
import {
  ifMatch,
  queryKeyOf,
  useCallboardClient,
} from '@callboard/plugin-callboard-react';
import {
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import { paramsOf } from '../data/paramsOf';
import { useWorkProject } from '../data/useWorkProject';

/** Changes the project, as long as it is the version that was read. */
export function useUpdateProject(): UseMutationResult<
  Project,
  Error,
  ProjectPatch
> {
  const scope = useWorkProject();
  const client = useCallboardClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: body =>
      client.call(endpoints.updateProject, {
        params: paramsOf(scope),
        body,
        headers: ifMatch(scope.project),
      }),
    onSettled: () =>
      Promise.all(
        [endpoints.listProjects, endpoints.getProject].map(endpoint =>
          queries.invalidateQueries({ queryKey: queryKeyOf(endpoint) }),
        ),
      ),
  });
}
