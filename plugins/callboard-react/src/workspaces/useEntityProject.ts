import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  endpoints,
  type Project,
  type ResponseOf,
  type Member,
} from '@callboard/plugin-callboard-common';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import { useWholeList } from '../query/usePages';
import { useEndpointMutation } from '../query/useEndpointMutation';

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
  const query = useWholeList(endpoints.listProjects, {
    params: { slug },
    query: { search: ref },
  });
  const project = query.data?.items.find(
    ({ entity_ref }) => entity_ref === ref,
  );
  return { query, project };
}

/**
 * Creates the project of the current entity. Fails if the entity has a project that the viewer may
 * not see.
 *
 * @public
 */
export function useStartProject(
  slug: string,
): UseMutationResult<Project, Error, void> {
  const { kind, metadata } = useEntity().entity;
  return useEndpointMutation(endpoints.ensureProject, {
    toRequest: () => ({
      params: {
        slug,
        kind: kind.toLowerCase(),
        namespace: (metadata.namespace ?? 'default').toLowerCase(),
        name: metadata.name.toLowerCase(),
      },
      body: {},
    }),
    invalidates: [endpoints.listProjects, endpoints.listProjectOverviews],
    onSuccess: (_project, _input, refreshed) => refreshed,
  });
}

/** Makes the viewer a member of an open project. @public */
export function useJoinProject(
  slug: string,
  pid: string,
): UseMutationResult<Member, Error, void> {
  return useEndpointMutation(endpoints.joinProject, {
    toRequest: () => ({ params: { slug, pid }, body: {} }),
    invalidates: [
      endpoints.getProject,
      endpoints.listProjects,
      endpoints.listProjectOverviews,
      endpoints.listProjectMembers,
      endpoints.explainMembership,
    ],
  });
}
