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
import { refreshWork } from '../data/refreshWork';
import { useWorkProject } from '../data/useWorkProject';

/**
 * Changes the project, as long as it is the version that was read.
 *
 * @param version - the one a form was filled with, where it may be older than
 * the one that is known by now
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
        params: paramsOf(scope),
        body,
        headers: ifMatch({ version: version ?? scope.project.version }),
      }),
    onSuccess: (_, { identifier }) => {
      if (identifier !== undefined) {
        // All items are called by it.
        refreshWork(queries, { columns: true });
        queries.invalidateQueries({
          queryKey: queryKeyOf(endpoints.getWorkItem),
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
          queries.invalidateQueries({ queryKey: queryKeyOf(endpoint) }),
        ),
      ),
  });
}
