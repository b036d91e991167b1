import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { endpoints, type Project } from '@callboard/plugin-callboard-common';
import { useCallboardQuery } from '@callboard/plugin-callboard-react';

/**
 * The entity's project in a workspace, once `query` has its answer; undefined
 * when there is none yet, or none that the reader may see. Looking does not
 * make one.
 */
export function useEntityProject(slug: string) {
  const ref = stringifyEntityRef(useEntity().entity);
  const query = useCallboardQuery(endpoints.listProjects, {
    params: { slug },
    query: { search: ref, limit: 200 },
  });
  const project: Project | undefined = query.data?.items.find(
    ({ entity_ref }) => entity_ref === ref,
  );
  return { query, project };
}
