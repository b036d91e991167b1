import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef, useEntity } from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';

/** The annotation that names an entity's repository at GitHub. */
const REPOSITORY_ANNOTATION = 'github.com/project-slug';

/** The kinds of entities with projects, unless the portal is configured otherwise. */
const KINDS = ['component', 'system'];

/** The repository of the current entity. */
export interface Repository {
  /** `owner/name`; undefined if the entity has no annotation. */
  slug: string | undefined;
  /** The other entities with the same repository, because of which no issues are imported. */
  rivals: readonly string[];
}

/** Returns the repository of the entity, and the other entities that name it. */
export function useRepository(): Repository {
  const { entity } = useEntity();
  const catalog = useApi(catalogApiRef);
  const own = stringifyEntityRef(entity);
  const slug = entity.metadata.annotations?.[REPOSITORY_ANNOTATION];
  const { data } = useQuery({
    queryKey: ['callboard', 'entities-of-repository', slug],
    enabled: slug !== undefined,
    staleTime: 60_000,
    queryFn: async () => {
      const { items } = await catalog.queryEntities({
        filter: {
          kind: KINDS,
          [`metadata.annotations.${REPOSITORY_ANNOTATION}`]: slug!,
        },
        fields: ['kind', 'metadata.namespace', 'metadata.name'],
      });
      return items.map(item => stringifyEntityRef(item));
    },
  });
  return { slug, rivals: (data ?? []).filter(ref => ref !== own).sort() };
}
