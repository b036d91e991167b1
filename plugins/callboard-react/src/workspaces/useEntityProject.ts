import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  endpoints,
  type Project,
  type ResponseOf,
  type Member,
} from '@callboard/plugin-callboard-common';
import {
  type UseQueryResult,
  useMutation,
  useQueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import { useCallboardClient } from '../query/useCallboardClient';
import { getQueryKey, useCallboardQuery } from '../query/useCallboardQuery';

/**
 * The entity's project in a workspace; undefined while `query` loads, if the project does not
 * exist, or if the viewer may not see it. Does not create a project.
 *
 * @public
 */
export function useEntityProject(slug: string): {
  query: UseQueryResult<ResponseOf<typeof endpoints.listProjects>, Error>;
  project: Project | undefined;
} {
  const ref = stringifyEntityRef(useEntity().entity);
  const query = useCallboardQuery(endpoints.listProjects, {
    params: { slug },
    query: { search: ref, limit: 200 },
  });
  const project = query.data?.items.find(
    ({ entity_ref }) => entity_ref === ref,
  );
  return { query, project };
}

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

const affectedEndpoints = [
  endpoints.getProject,
  endpoints.listProjects,
  endpoints.listProjectOverviews,
  endpoints.listProjectMembers,
  endpoints.explainMembership,
];

/** Makes the viewer a member of an open project. @public */
export function useJoinProject(
  slug: string,
  pid: string,
): UseMutationResult<Member, Error, void> {
  const client = useCallboardClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      client.call(endpoints.joinProject, { params: { slug, pid }, body: {} }),
    onSuccess: () => {
      for (const endpoint of affectedEndpoints) {
        queries.invalidateQueries({ queryKey: getQueryKey(endpoint) });
      }
    },
  });
}
