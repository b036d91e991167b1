import { useEntity } from '@backstage/plugin-catalog-react';
import { endpoints, type Project } from '@callboard/plugin-callboard-common';
import {
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import { useCallboardClient } from '../api/useCallboardClient';
import { getQueryKey } from '../query/getQueryKey';

/**
 * Creates the project of the current entity. Fails if one exists that the viewer may not see.
 *
 * @public
 */
export function useStartProject(
  slug: string,
): UseMutationResult<Project, Error, void> {
  const { kind, metadata } = useEntity().entity;
  const client = useCallboardClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      client.call(endpoints.ensureProject, {
        params: {
          slug,
          kind: kind.toLowerCase(),
          namespace: (metadata.namespace ?? 'default').toLowerCase(),
          name: metadata.name.toLowerCase(),
        },
        body: {},
      }),
    onSuccess: () =>
      Promise.all(
        [endpoints.listProjects, endpoints.listProjectOverviews].map(endpoint =>
          queries.invalidateQueries({ queryKey: getQueryKey(endpoint) }),
        ),
      ),
  });
}
