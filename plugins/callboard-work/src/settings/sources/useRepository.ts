import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef, useEntity } from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';

/** What says of an entity that its source is a repository at GitHub. */
const REPOSITORY_ANNOTATION = 'github.com/project-slug';

/** What has projects, unless the portal is set up otherwise. */
const KINDS = ['component', 'system'];

/** The repository of the entity whose page this is. */
export interface Repository {
  /** `owner/name`; undefined where the entity names none. */
  slug: string | undefined;
  /** The other entities that name it, because of which nothing is taken. */
  rivals: readonly string[];
}

/** The repository that an entity names, and who else does. */
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
