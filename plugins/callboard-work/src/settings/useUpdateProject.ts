import {
  endpoints,
  type Project,
  type ProjectPatch,
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
import { toProjectParams } from '../data/toProjectParams';
import { refreshWork } from '../data/refreshWork';
import { useWorkProject } from '../data/useWorkProject';

/**
 * Changes the project if its version is still the one that was read.
 *
 * @param version - the version that a form was filled with, which may be older than the current one
 */
export function useUpdateProject(
  version?: number,
): UseMutationResult<Project, Error, ProjectPatch> {
  const scope = useWorkProject();
  const client = useCallboardClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: body =>
      client.call(endpoints.updateProject, {
        params: toProjectParams(scope),
        body,
        headers: toIfMatchHeader({ version: version ?? scope.project.version }),
      }),
    onSuccess: (_, { identifier }) => {
      if (identifier !== undefined) {
        // All identifiers of items contain it.
        refreshWork(queries, { columns: true });
        queries.invalidateQueries({
          queryKey: getQueryKey(endpoints.getWorkItem),
        });
      }
    },
    onSettled: () =>
      Promise.all(
        [
          endpoints.listProjects,
          endpoints.listProjectOverviews,
          endpoints.getProject,
        ].map(endpoint =>
          queries.invalidateQueries({ queryKey: getQueryKey(endpoint) }),
        ),
      ),
  });
}
