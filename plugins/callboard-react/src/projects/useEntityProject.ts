import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  endpoints,
  type Project,
  type ResponseOf,
} from '@callboard/plugin-callboard-common';
import type { UseQueryResult } from '@tanstack/react-query';
import { useCallboardQuery } from '../query/useCallboardQuery';

/**
 * The entity's project in a workspace; undefined while `query` loads, if it does not exist, or if
 * the viewer may not see it. Does not create one.
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
